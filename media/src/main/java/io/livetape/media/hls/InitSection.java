package io.livetape.media.hls;

import java.util.Objects;
import java.util.Optional;

/** A media initialization section (RFC 8216, 4.3.2.5): the {@code ftyp} and {@code moov} that the segments after it need. */
public record InitSection(String uri, Optional<ByteRange> range) {
  public InitSection {
    Segment.checkUri(uri);
    Objects.requireNonNull(range);
  }

  public InitSection(String uri, ByteRange range) {
    this(uri, Optional.of(range));
  }
}
