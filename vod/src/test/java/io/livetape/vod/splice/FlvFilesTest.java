package io.livetape.vod.splice;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.Segment;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.TimeWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An FLV file of a minute from noon on, and the tapes beside it. */
class FlvFilesTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final RecordedFile FLV = new RecordedFile("7", "7", FileFormat.FLV, "flv",
      new RecordedFile.Origin("", "live", "show", "", "", ""), NOON, NOON.plusSeconds(60),
      new RecordedFile.Content(60_000, 0, 1, 0, 0, "h264", "aac"), List.of("flv/7.flv"), null, NOON, null, false, FileStatus.NORMAL);

  @Test
  void file_whoseWindowIsOnTapes_isNotNeeded() {
    assertThat(FlvFiles.needed(FLV, window(0, 60), List.of(tape(0, 60)))).isFalse();
    assertThat(FlvFiles.needed(FLV, window(0, 60), List.of(tape(30, 70), tape(-10, 30)))).isFalse();
    assertThat(FlvFiles.needed(FLV, window(10, 20), List.of(tape(8, 24)))).isFalse();
  }

  @Test
  void file_whoseWindowIsOpen_isNeeded() {
    assertThat(FlvFiles.needed(FLV, window(0, 60), List.of())).isTrue();
    assertThat(FlvFiles.needed(FLV, window(0, 60), List.of(tape(0, 30), tape(0, 30)))).as("two tapes of one half").isTrue();
    assertThat(FlvFiles.needed(FLV, window(0, 60), List.of(tape(0, 20), tape(24, 60)))).as("a gap").isTrue();
    assertThat(FlvFiles.needed(FLV, window(-60, 10), List.of(tape(-60, 0), tape(12, 60)))).isTrue();
  }

  @Test
  void file_outsideOfTheWindow_isNotNeeded() {
    assertThat(FlvFiles.needed(FLV, window(-20, -10), List.of())).isFalse();
    assertThat(FlvFiles.needed(FLV, window(60, 70), List.of())).isFalse();
  }

  private static TimeWindow window(int fromSeconds, int toSeconds) {
    return new TimeWindow(NOON.plusSeconds(fromSeconds), NOON.plusSeconds(toSeconds));
  }

  private static Piece tape(int fromSeconds, int toSeconds) {
    List<Segment> segments = IntStream.iterate(fromSeconds, at -> at < toSeconds, at -> at + 2).mapToObj(at -> new Segment(
        Duration.ofSeconds(2), "a", Optional.of(new ByteRange(0, 1)), Optional.empty(), Optional.of(NOON.plusSeconds(at)), false)).toList();
    return new Piece("f", "", segments, _ -> Optional.of(Path.of("a")));
  }
}
