package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.H264;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private static final Track VIDEO = new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 640, 360, "avc1"));
  private static final Track AUDIO = new Track(Track.AUDIO_ID, 1000, new Aac(Bytes.EMPTY, 44_100, 2, 1024, "mp4a.40.2"));

  private final Recorded recorded = new Recorded();
  private final Splitter splitter = new Splitter(Duration.ofSeconds(1), List.of(recorded));

  @Test
  void reorderedPictures_soundBeforeTheKeyFramesPicture_goesIntoTheOldFile() {
    splitter.tracks(List.of(VIDEO, AUDIO));
    video(0, 80, true);
    audio(20);
    video(960, 80, false);
    audio(980);
    video(1000, 80, true);
    audio(1020);
    video(1040, 80, false);
    audio(1070);
    audio(1090);
    assertThat(recorded.lines).containsExactly("v0!", "a20", "v960", "a980", "flush", "a1020", "a1070", "cut", "v1000!", "v1040", "a1090");
  }

  @Test
  void soundAheadOfThePicture_cutsAtOnce() {
    splitter.tracks(List.of(VIDEO, AUDIO));
    video(0, 0, true);
    audio(1100);
    video(1000, 0, true);
    assertThat(recorded.lines).containsExactly("v0!", "a1100", "cut", "v1000!");
  }

  @Test
  void soundThatStaysAway_isNotWaitedForLongerThanAFragment() {
    splitter.tracks(List.of(VIDEO, AUDIO));
    video(0, 0, true);
    audio(0);
    video(1000, 0, true);
    for (int ms = 1040; ms < 1400; ms += 40) {
      video(ms, 0, false);
    }
    assertThat(recorded.lines).containsExactly("v0!", "a0", "flush");
    video(1400, 0, false);
    assertThat(recorded.lines).hasSize(3 + 1 + 11).startsWith("v0!", "a0", "flush", "cut", "v1000!", "v1040").endsWith("v1400");
  }

  @Test
  void pictureAlone_cutsAtOnce() {
    splitter.tracks(List.of(VIDEO));
    video(0, 0, true);
    video(1000, 0, true);
    assertThat(recorded.lines).containsExactly("v0!", "cut", "v1000!");
  }

  @Test
  void soundAlone_cutsAtAnyFrame() {
    splitter.tracks(List.of(AUDIO));
    audio(0);
    audio(990);
    audio(1013);
    assertThat(recorded.lines).containsExactly("a0", "a990", "cut", "a1013");
  }

  @Test
  void end_whileACutIsBeingMade_losesNothing() {
    splitter.tracks(List.of(VIDEO, AUDIO));
    video(0, 80, true);
    audio(0);
    video(1000, 80, true);
    splitter.end();
    assertThat(recorded.lines).containsExactly("v0!", "a0", "flush", "cut", "v1000!", "end");
  }

  private void video(long dtsMs, int offsetMs, boolean sync) {
    splitter.write(sample(VIDEO, dtsMs, offsetMs, sync), 0);
  }

  private void audio(long dtsMs) {
    splitter.write(sample(AUDIO, dtsMs, 0, true), 0);
  }

  private static Sample sample(Track track, long dts, int offset, boolean sync) {
    return new Sample().set(track, dts, offset, sync, ByteBuffer.allocate(1), 0, 1);
  }

  private static final class Recorded implements Output {
    final List<String> lines = new ArrayList<>();

    @Override
    public void tracks(List<Track> tracks) {
      // The tests look at samples and cuts.
    }

    @Override
    public void flush(Sample next) {
      lines.add("flush");
    }

    @Override
    public void cut(Sample next) {
      lines.add("cut");
    }

    @Override
    public boolean failed() {
      return false;
    }

    @Override
    public void breakOff() {
      lines.add("break");
    }

    @Override
    public void write(Sample sample, long atMicros) {
      boolean key = sample.track().video() && sample.sync();
      lines.add((sample.track().video() ? "v" : "a") + sample.dts() + (key ? "!" : ""));
    }

    @Override
    public void end() {
      lines.add("end");
    }
  }
}
