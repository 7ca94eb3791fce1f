package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Track;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenEndTest {
  private static final List<Track> TRACKS = List.of(Clip.video(Clip.H265_FORMAT), Clip.audio(Clip.OPUS_FORMAT));
  private static final int OPEN = OpenEnd.ticks(90_000);
  private static final int PICTURE = 3_000;

  @TempDir
  private Path folder;

  @Test
  void close_givesASampleThatAnotherFollows_theTimeUpToThat() throws Exception {
    try (TapeFile open = tape("open", OPEN, true); TapeFile known = tape("known", 180_000 - PICTURE, true)) {
      assertThat(OpenEnd.close(open.channel)).isTrue();
      assertThat(open.content()).isEqualTo(known.content());
      assertThat(OpenEnd.close(open.channel)).as("again").isFalse();
      assertThat(open.content()).isEqualTo(known.content());
    }
  }

  @Test
  void totals_ofASampleThatAnotherFollows_areThoseOfItsTrueLength() throws Exception {
    try (TapeFile open = tape("open", OPEN, true); TapeFile known = tape("known", 180_000 - PICTURE, true)) {
      assertThat(open.totals.tracks()).isEqualTo(known.totals.tracks());
      assertThat(open.totals.durationMs()).isEqualTo(2_033);
    }
  }

  @Test
  void close_letsTheLastSampleEndWithTheOtherTrack() throws Exception {
    try (TapeFile open = tape("open", OPEN, false); TapeFile known = tape("known", 180_000 - PICTURE, false)) {
      assertThat(OpenEnd.close(open.channel)).isTrue();
      assertThat(open.content()).isEqualTo(known.content());
      TapeTotals totals = TapeScan.of(TapeReader.open(open.channel), (_, _, _) -> { }).totals();
      assertThat(totals.durationMs()).isEqualTo(2_000);
      TapeFinisher.finish(open.channel, totals, TapeFinisher.Syncer.FORCE);
      known.finish();
      assertThat(open.content()).isEqualTo(known.content());
    }
  }

  @Test
  void close_ofATornTape_goesAsFarAsItIsWhole() throws Exception {
    try (TapeFile open = tape("open", OPEN, true); TapeFile known = tape("known", 180_000 - PICTURE, false)) {
      open.channel.truncate(open.channel.size() - 1);
      assertThat(OpenEnd.close(open.channel)).isTrue();
      assertThat(open.content().limit((int) known.endOffset())).isEqualTo(known.content());
    }
  }

  @Test
  void close_ofATapeWithoutOpenEnds_changesNothing() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      var before = tape.content();
      assertThat(OpenEnd.close(tape.channel)).isFalse();
      assertThat(tape.content()).isEqualTo(before);
      tape.finish();
      assertThat(OpenEnd.close(tape.channel)).as("finished").isFalse();
    }
  }

  /** Two pictures, the second written alone once two seconds of sound had gone on; perhaps one more. */
  private TapeFile tape(String name, int stalledTicks, boolean goesOn) throws Exception {
    TapeFile tape = new TapeFile(folder.resolve(name), TRACKS);
    tape.add(new Clip.Item(0, 0, PICTURE, 0, true, new byte[50]));
    for (int i = 0; i < 50; i++) {
      tape.add(new Clip.Item(1, i * 960L, 960, 0, true, new byte[10]));
    }
    tape.flush();
    tape.add(new Clip.Item(0, PICTURE, stalledTicks, 0, false, new byte[20]));
    tape.flush();
    for (int i = 50; i < 100; i++) {
      tape.add(new Clip.Item(1, i * 960L, 960, 0, true, new byte[10]));
    }
    tape.flush();
    if (goesOn) {
      tape.add(new Clip.Item(0, 180_000, PICTURE, 0, true, new byte[30]));
      tape.flush();
    }
    return tape;
  }
}
