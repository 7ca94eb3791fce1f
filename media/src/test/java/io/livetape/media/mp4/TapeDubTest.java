package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of samples of ten bytes: pictures of 64 ms, and three frames of sound beside each. */
class TapeDubTest {
  private static final TapeIdentity IDENTITY = new TapeIdentity("1", "1", "", "", "", "", Instant.EPOCH, 0, Duration.ZERO);

  @TempDir
  private Path folder;

  /** Samples that are there already. */
  private static final class Row implements SampleReader {
    private final List<Track> tracks = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final Sample sample = new Sample();
    private int index = -1;

    /** @param frames pictures from this time on */
    Row add(Format pictures, long fromMs, int frames) {
      for (int i = 0; i < frames; i++) {
        add(new Track(Track.VIDEO_ID, 1000, pictures), fromMs + 64L * i);
        for (long ms : new long[] {0, 21, 43}) {
          add(new Track(Track.AUDIO_ID, 1000, Clip.AAC_FORMAT), fromMs + 64L * i + ms);
        }
      }
      return this;
    }

    private void add(Track track, long ms) {
      tracks.add(track);
      times.add(ms);
    }

    Row again() {
      index = -1;
      return this;
    }

    @Override
    public boolean next() {
      return ++index < tracks.size();
    }

    @Override
    public Sample sample() {
      return sample.set(tracks.get(index), times.get(index), 0, true, ByteBuffer.allocate(10), 0, 10);
    }

    @Override
    public long offset() {
      return index;
    }
  }

  @Test
  void file_whoseTracksStay_isOneTapeFromZeroOn() throws Exception {
    Row row = new Row().add(Clip.H265_FORMAT, 5_000, 50);

    List<TapeTotals> totals = dub(row);

    assertThat(totals).hasSize(1);
    assertThat(totals.getFirst().startMs()).isZero();
    assertThat(totals.getFirst().durationMs()).isEqualTo(3_200);
    assertThat(totals.getFirst().track(0).sampleCount()).isEqualTo(50);
    assertThat(totals.getFirst().track(1).sampleCount()).isEqualTo(150);
  }

  @Test
  void file_whosePicturesChange_isATapeForEachStretch_onOneTimeline() throws Exception {
    Row row = new Row().add(Clip.H265_FORMAT, 0, 50).add(Clip.AV1_FORMAT, 3_200, 25).add(Clip.H265_FORMAT, 4_800, 25);

    List<TapeTotals> totals = dub(row);

    assertThat(totals).extracting(TapeTotals::startMs).containsExactly(0L, 3_200L, 4_800L);
    assertThat(totals).extracting(total -> total.track(0).sampleCount()).containsExactly(50, 25, 25);
    for (int i = 0; i < totals.size(); i++) {
      try (FileChannel tape = FileChannel.open(folder.resolve(i + ".mp4")); TapeReader reader = TapeReader.open(tape)) {
        assertThat(reader.tracks().getFirst().sampleEntry()).isEqualTo(i == 1 ? "av01" : "hvc1");
      }
    }
  }

  @Test
  void file_whoseTracksChangeAllTheTime_isRefused() {
    Row row = new Row();
    for (int i = 0; i <= TapeDub.STRETCH_MAX; i++) {
      row.add(i % 2 == 0 ? Clip.H265_FORMAT : Clip.AV1_FORMAT, 1_000L * i, 1);
    }
    assertThatThrownBy(() -> TapeDub.plan(row, _ -> { })).isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("change more than");
  }

  @Test
  void file_ofNothing_isRefused() {
    assertThatThrownBy(() -> TapeDub.plan(new Row(), _ -> { })).isInstanceOf(MalformedMediaException.class)
        .hasMessageContaining("neither pictures nor sound");
  }

  @Test
  void whatTheListenerThrows_endsTheWork() {
    Row row = new Row().add(Clip.H265_FORMAT, 0, 5);
    assertThatThrownBy(() -> TapeDub.plan(row, _ -> {
      throw new IllegalStateException("stopped");
    })).hasMessage("stopped");
  }

  private List<TapeTotals> dub(Row row) throws Exception {
    TapeDub dub = TapeDub.plan(row, _ -> { });
    return dub.write(row.again(), IDENTITY, ordinal -> FileChannel.open(folder.resolve(ordinal + ".mp4"), StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ, StandardOpenOption.WRITE), _ -> { });
  }
}
