package io.livetape.vod.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.Segment;
import io.livetape.vod.TimeWindow;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Recordings of four-second segments of 1,000 bytes on tapes, and which parts of them are wanted. */
class TapeRunsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final long SECOND = 1_000_000;

  @Test
  void wholeFile_onOneTape_isOneRun() throws Exception {
    assertThat(TapeRuns.of(piece("f", 0, "a", "a", "a"), 0, Long.MAX_VALUE)).singleElement().satisfies(run -> {
      assertThat(run.offset()).isEqualTo(100);
      assertThat(run.endOffset()).isEqualTo(3_100);
      assertThat(run.durationUs()).isEqualTo(12 * SECOND);
      assertThat(run.toUs()).isEqualTo(Long.MAX_VALUE);
      assertThat(run.sizeBytes()).isEqualTo(3_000);
    });
  }

  @Test
  void partOfAFile_overTwoTapes_isCutInEach() throws Exception {
    List<TapeRun> runs = TapeRuns.of(piece("f", 0, "a", "a", "b", "b"), 6 * SECOND, 9 * SECOND);
    assertThat(runs).hasSize(2);
    assertThat(runs.getFirst().fromUs()).isEqualTo(6 * SECOND);
    assertThat(runs.getFirst().toUs()).isEqualTo(Long.MAX_VALUE);
    assertThat(runs.getFirst().sizeBytes()).isEqualTo(500);
    assertThat(runs.getLast().positionUs()).isEqualTo(8 * SECOND);
    assertThat(runs.getLast().fromUs()).isZero();
    assertThat(runs.getLast().toUs()).isEqualTo(SECOND);
    assertThat(runs.getLast().sizeBytes()).isEqualTo(250);
  }

  @Test
  void partBehindTheEnd_isNothing() throws Exception {
    assertThat(TapeRuns.of(piece("f", 0, "a"), 4 * SECOND, Long.MAX_VALUE)).isEmpty();
    assertThat(TapeRuns.of(piece("f", 0, "a", "b"), 5 * SECOND, Long.MAX_VALUE)).singleElement()
        .satisfies(run -> assertThat(run.tape()).isEqualTo("b"));
  }

  @Test
  void windowOverTwoRecordings_isCutAtItsEndsAlone() throws Exception {
    TimeWindow window = new TimeWindow(NOON.plusSeconds(5), NOON.plusSeconds(63));
    List<TapeRun> runs = TapeRuns.of(Chosen.of(List.of(piece("f", 0, "a", "a", "a"), piece("g", 60, "b", "b")), window), window);
    assertThat(runs).extracting(TapeRun::source).containsExactly("f", "g");
    assertThat(runs.getFirst().offset()).isEqualTo(1_100);
    assertThat(runs.getFirst().beginsAt()).isEqualTo(NOON.plusSeconds(4));
    assertThat(runs.getFirst().fromUs()).isEqualTo(SECOND);
    assertThat(runs.getFirst().toUs()).isEqualTo(Long.MAX_VALUE);
    assertThat(runs.getLast().fromUs()).isZero();
    assertThat(runs.getLast().endOffset()).isEqualTo(1_100);
    assertThat(runs.getLast().toUs()).isEqualTo(3 * SECOND);
  }

  @Test
  void windowThatEndsInALaterSegment_countsFromTheRunsBeginning() throws Exception {
    TimeWindow window = new TimeWindow(NOON, NOON.plusSeconds(10));
    assertThat(TapeRuns.of(Chosen.of(List.of(piece("f", 0, "a", "a", "a")), window), window)).singleElement()
        .satisfies(run -> assertThat(run.toUs()).isEqualTo(10 * SECOND));
  }

  @Test
  void tapeThatIsGone_isSaid() {
    Piece gone = new Piece("f", "", piece("f", 0, "a").segments(), _ -> Optional.empty());
    assertThatThrownBy(() -> TapeRuns.of(gone, 0, Long.MAX_VALUE)).isInstanceOf(NoSuchFileException.class);
  }

  private static Piece piece(String name, int fromSeconds, String... tapes) {
    List<Segment> segments = new ArrayList<>();
    long offset = 100;
    for (int i = 0; i < tapes.length; i++) {
      offset = i > 0 && tapes[i].equals(tapes[i - 1]) ? offset + 1_000 : 100;
      segments.add(new Segment(Duration.ofSeconds(4), tapes[i], Optional.of(new ByteRange(offset, 1_000)), Optional.empty(),
          Optional.of(NOON.plusSeconds(fromSeconds + 4L * i)), false));
    }
    return new Piece(name, "", segments, tape -> Optional.of(Path.of(tape)));
  }
}
