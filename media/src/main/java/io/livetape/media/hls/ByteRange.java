package io.livetape.media.hls;

/** A run of bytes of a resource, written {@code size@offset} in playlists (RFC 8216, 4.3.2.2). */
public record ByteRange(long offset, long sizeBytes) {
  public ByteRange {
    if (offset < 0 || sizeBytes < 1 || offset > Long.MAX_VALUE - sizeBytes) {
      throw new IllegalArgumentException("byte range of " + sizeBytes + " at " + offset);
    }
  }

  /** Where the run ends, and one that follows it begins. */
  public long end() {
    return offset + sizeBytes;
  }

  @Override
  public String toString() {
    return sizeBytes + "@" + offset;
  }
}
