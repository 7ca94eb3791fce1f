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
 * One playlist of everything that was recorded of a stream in a window of time, whatever interrupted it. Where recordings overlap, as one by
 * a task and one by a rule do, the one that began first is played to its end. Pure.
 */
final class ReplayPlaylist {
  /** Clocks of recordings that follow each other may differ by this much. */
  private static final Duration OVERLAP_MAX = Duration.ofMillis(250);

  /**
   * One recording.
   *
   * @param folder what its segments' addresses begin with
   */
  record Piece(String folder, List<Segment> segments) {
    Instant beginsAt() {
      return segments.stream().flatMap(segment -> segment.beginsAt().stream()).findFirst().orElse(Instant.MAX);
    }
  }

  private final ReplayWindow window;
  private final List<Segment> chosen = new ArrayList<>();
  private Instant reached = Instant.MIN;

  private ReplayPlaylist(ReplayWindow window) {
    this.window = window;
  }

  /**
   * @param ended whether nothing more can come
   * @return empty if nothing was recorded in the window
   */
  static Optional<String> of(List<Piece> pieces, ReplayWindow window, boolean ended) {
    ReplayPlaylist playlist = new ReplayPlaylist(window);
    pieces.stream().sorted(Comparator.comparing(Piece::beginsAt)).forEach(playlist::add);
    return playlist.chosen.isEmpty() ? Optional.empty() : Optional.of(playlist.text(ended));
  }

  private void add(Piece piece) {
    boolean follows = false;
    for (Segment segment : piece.segments) {
      Instant begin = segment.beginsAt().orElse(null);
      if (begin == null || !follows && begin.plus(OVERLAP_MAX).isBefore(reached)) {
        continue;
      }
      if (window.touches(begin, begin.plus(segment.duration()))) {
        chosen.add(at(piece.folder, segment, follows ? segment.discontinuity() : !chosen.isEmpty()));
        reached = begin.plus(segment.duration());
        follows = true;
      }
    }
  }

  private static Segment at(String folder, Segment segment, boolean discontinuity) {
    Optional<InitSection> init = segment.init().map(section -> new InitSection(folder + section.uri(), section.range()));
    Optional<ByteRange> range = segment.range();
    return new Segment(segment.duration(), folder + segment.uri(), range, init, segment.beginsAt(), discontinuity);
  }

  /** Segments are whole; players are told where in the first one the window begins. */
  private String text(boolean ended) {
    Duration longest = chosen.stream().map(Segment::duration).max(Comparator.naturalOrder()).orElseThrow();
    String text = new HlsPlaylist(HlsPlaylist.targetDurationSeconds(longest), 0, ended, chosen).render(new StringBuilder()).toString();
    long skippedMs = Math.max(0, Duration.between(chosen.getFirst().beginsAt().orElseThrow(), window.from()).toMillis());
    int entries = text.indexOf("#EXT-X-INDEPENDENT-SEGMENTS\n");
    return text.substring(0, entries) + "#EXT-X-START:TIME-OFFSET=" + skippedMs / 1000 + "." + "%03d".formatted(skippedMs % 1000)
        + ",PRECISE=YES\n" + text.substring(entries);
  }
}
