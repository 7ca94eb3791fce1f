package io.livetape.media.hls;

import java.util.List;

/**
 * Entries of a playlist without its header.
 *
 * @param wholeLength where the last whole entry ends, in characters of the text that was read; cut a torn file here
 */
public record PlaylistBody(List<Segment> segments, int wholeLength) {
  public PlaylistBody {
    segments = List.copyOf(segments);
  }
}
