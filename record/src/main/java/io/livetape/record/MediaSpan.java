package io.livetape.record;

/**
 * From where to where a file's media is presented, in milliseconds of the session's timeline.
 *
 * <p>It begins with the first picture or sound and ends with the last, except at a cut: there the one file ends and the next begins at the
 * instant of the cut, although a frame of sound may reach over it. So the lengths of a session's pieces add up.
 */
final class MediaSpan {
  /** No cut: the media itself says where it begins or ends. */
  static final long UNCUT = -1;

  private final long cutStartMs;
  private long firstMs = Long.MAX_VALUE;
  private long lastMs;

  /** @param cutStartMs the cut at which the file begins, or {@link #UNCUT} */
  MediaSpan(long cutStartMs) {
    this.cutStartMs = cutStartMs;
  }

  void add(long startMs, long endMs) {
    firstMs = Math.min(firstMs, startMs);
    lastMs = Math.max(lastMs, endMs);
  }

  boolean isEmpty() {
    return firstMs == Long.MAX_VALUE;
  }

  long startMs() {
    return cutStartMs == UNCUT ? firstMs : cutStartMs;
  }

  /** @param cutEndMs the cut at which the file ends, or {@link #UNCUT} */
  long endMs(long cutEndMs) {
    return cutEndMs == UNCUT ? lastMs : cutEndMs;
  }

  long lengthMs(long cutEndMs) {
    return Math.max(0, endMs(cutEndMs) - startMs());
  }
}
