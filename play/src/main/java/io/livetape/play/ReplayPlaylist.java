package io.livetape.play;

import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.vod.splice.Chosen;
import io.livetape.vod.splice.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One playlist of everything that was recorded of a stream in a window of time, whatever interrupted it. Pure. */
final class ReplayPlaylist {
  private ReplayPlaylist() {}

  /**
   * @param ended whether nothing more can come
   * @return empty if nothing was recorded in the window
   */
  static Optional<String> of(List<Piece> pieces, ReplayWindow window, boolean ended) {
    List<Chosen> chosen = Chosen.of(pieces, window.times());
    return chosen.isEmpty() ? Optional.empty() : Optional.of(text(chosen, window, ended));
  }

  private static Segment addressed(Chosen chosen, boolean first) {
    Segment segment = chosen.segment();
    String folder = chosen.piece().folder();
    String query = chosen.piece().query();
    boolean discontinuity = !first && (segment.discontinuity() || !chosen.follows());
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
