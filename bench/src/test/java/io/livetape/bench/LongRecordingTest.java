package io.livetape.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.Witness;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short part of {@code bench/long}, which records a whole day. */
class LongRecordingTest {
  /** Generous: it is the first recording of this process, and others are at work. */
  private static final double END_MAX_MS = 5_000;

  @TempDir private Path folder;

  @Test
  void recordingOfThreeHours_keepsItsMemoryAndLosesNothing() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    SourceClip clip = SourceClip.tiny(folder.resolve("clip"));
    LongRecording.Outcome outcome = new LongRecording(folder.resolve("long"), clip, 3, Duration.ofHours(2)).run();

    assertThat(outcome.faults(END_MAX_MS)).as("%s", outcome.text()).isEmpty();
    assertThat(outcome.finished()).extracting(one -> one.file().format().label())
        .containsExactlyInAnyOrder("mp4", "flv", "mp4", "hls", "flv");
  }
}
