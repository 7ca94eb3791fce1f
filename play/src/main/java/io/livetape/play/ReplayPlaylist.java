package io.livetape.play;

import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One playlist of everything that was recorded of a stream in a window of time, whatever interrupted it. Where recordings overlap, as one
 * by a task and one by a rule do, the one that began first is played to its end. Pure.
 */
final class ReplayPlaylist {
  /** Clocks of recordings that follow each other may differ by this much. */
  private static final Duration OVERLAP_MAX = Duration.ofMillis(250);

  /**
   * One recording.
   *
   * @param folder what its segments' addresses begin with
   * @param query what they end with
   */
  record Piece(String folder, String query, List<Segment> segments, Tapes tapes) {
    Instant beginsAt() {
      return segments.stream().flatMap(segment -> segment.beginsAt().stream()).findFirst().orElse(Instant.MAX);
    }
  }

  /**
   * A segment in the window.
   *
   * @param follows whether the one before it is of the same piece
   */
  record Chosen(Piece piece, Segment segment, boolean follows) {}

  private final ReplayWindow window;
  private final List<Chosen> chosen = new ArrayList<>();
  private Instant reached = Instant.MIN;

  private ReplayPlaylist(ReplayWindow window) {
    this.window = window;
  }

  /**
   * @param ended whether nothing more can come
   * @return empty if nothing was recorded in the window
   */
  static Optional<String> of(List<Piece> pieces, ReplayWindow window, boolean ended) {
    List<Chosen> chosen = chosen(pieces, window);
    return chosen.isEmpty() ? Optional.empty() : Optional.of(text(chosen, window, ended));
  }

  /** What is played, in this order. */
  static List<Chosen> chosen(List<Piece> pieces, ReplayWindow window) {
    ReplayPlaylist playlist = new ReplayPlaylist(window);
    pieces.stream().sorted(Comparator.comparing(Piece::beginsAt)).forEach(playlist::add);
    return playlist.chosen;
  }

  private void add(Piece piece) {
    boolean follows = false;
    for (Segment segment : piece.segments) {
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
  }

  private static Segment addressed(Chosen chosen, boolean first) {
    Segment segment = chosen.segment;
    String folder = chosen.piece.folder;
    String query = chosen.piece.query;
    boolean discontinuity = !first && (segment.discontinuity() || !chosen.follows);
    Optional<InitSection> init = segment.init().map(section -> new InitSection(folder + section.uri() + query, section.range()));
    Optional<ByteRange> range = segment.range();
    return new Segment(segment.duration(), folder + segment.uri() + query, range, init, segment.beginsAt(), discontinuity);
  }

  /** Segments are whole; players are told where in the first one the window begins. */
  private static String text(List<Chosen> chosen, ReplayWindow window, boolean ended) {
    List<Segment> segments = new ArrayList<>();
    for (Chosen one : chosen) {
      segments.add(addressed(one, segments.isEmpty()));
    }
    Duration longest = segments.stream().map(Segment::duration).max(Comparator.naturalOrder()).orElseThrow();
    String text = new HlsPlaylist(HlsPlaylist.targetDurationSeconds(longest), 0, ended, segments).render(new StringBuilder()).toString();
    long skippedMs = Math.max(0, Duration.between(segments.getFirst().beginsAt().orElseThrow(), window.from()).toMillis());
    int entries = text.indexOf("#EXT-X-INDEPENDENT-SEGMENTS\n");
    return text.substring(0, entries) + "#EXT-X-START:TIME-OFFSET=" + skippedMs / 1000 + "." + "%03d".formatted(skippedMs % 1000)
        + ",PRECISE=YES\n" + text.substring(entries);
  }
}
