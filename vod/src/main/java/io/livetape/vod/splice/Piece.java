package io.livetape.vod.splice;

import io.livetape.media.hls.Segment;
import java.time.Instant;
import java.util.List;

/**
 * One recording, as a row of segments on its tapes.
 *
 * @param folder what its segments' addresses begin with; names the recording
 * @param query what they end with: what lets viewers in, empty where nothing is needed
 */
public record Piece(String folder, String query, List<Segment> segments, Tapes tapes) {
  public Piece {
    segments = List.copyOf(segments);
  }

  /** When its first segment begins; {@link Instant#MAX} if no segment says so. */
  Instant beginsAt() {
    return segments.stream().flatMap(segment -> segment.beginsAt().stream()).findFirst().orElse(Instant.MAX);
  }
}
