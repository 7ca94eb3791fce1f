package io.livetape.vod.splice;

import io.livetape.media.hls.Segment;
import io.livetape.vod.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A segment that lies in a window of a stream's time.
 *
 * @param follows whether the one before it is of the same piece
 */
public record Chosen(Piece piece, Segment segment, boolean follows) {
  /** Clocks of recordings that follow each other may differ by this much. */
  private static final Duration OVERLAP_MAX = Duration.ofMillis(250);

  /**
   * What is played in a window, in this order. Where recordings overlap, as one by a task and one by a rule do, the one that began first is
   * played to its end. Pure.
   */
  public static List<Chosen> of(List<Piece> pieces, TimeWindow window) {
    List<Chosen> chosen = new ArrayList<>();
    Instant reached = Instant.MIN;
    for (Piece piece : pieces.stream().sorted(Comparator.comparing(Piece::beginsAt)).toList()) {
      reached = add(chosen, piece, window, reached);
    }
    return chosen;
  }

  private static Instant add(List<Chosen> chosen, Piece piece, TimeWindow window, Instant before) {
    Instant reached = before;
    boolean follows = false;
    for (Segment segment : piece.segments()) {
      Instant begin = segment.beginsAt().orElse(null);
      if (begin == null || !follows && begin.plus(OVERLAP_MAX).isBefore(reached)) {
        continue;
      }
      if (window.touches(begin, begin.plus(segment.duration()))) {
        chosen.add(new Chosen(piece, segment, follows));
        reached = begin.plus(segment.duration());
        follows = true;
      }
    }
    return reached;
  }
}
