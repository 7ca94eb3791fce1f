package io.livetape.record;

/**
 * Decode times of pictures: they keep their timestamps. Those that do not rise are put just behind the picture before, or, when time stands
 * still, where they came.
 *
 * <p>Times are ticks of {@link MediaClock#VIDEO_TIMESCALE}. One thread.
 */
final class PictureTimes {
  /** So many rising times behind the last one are no reordered pictures, but a clock that was put back. */
  private static final int BEHIND_COUNT = 5;

  private boolean stuck;
  private long stuckDts;
  private long stuckNanos;
  private int behindCount;
  private long behindSourceMs;
  private long behindDts;

  /**
   * Places a picture.
   *
   * @param raw what its timestamp says
   * @param last where the one before was put; -1 for none
   * @param stepMs how far its timestamp is from the one before
   * @param sinceNanos how long after that it came
   */
  long place(long raw, long last, long sourceMs, long stepMs, long arrivalNanos, long sinceNanos) {
    behind(raw, last, sourceMs, stepMs);
    if (stepMs != 0 || last < 0) {
      stuck = false;
    } else if (!stuck) {
      stuck = true;
      stuckDts = last;
      stuckNanos = arrivalNanos - sinceNanos;
    } else {
      return Math.max(last + 1, stuckDts + MediaClock.rescale((arrivalNanos - stuckNanos) / 1_000_000, 1000, MediaClock.VIDEO_TIMESCALE));
    }
    return Math.max(raw, last + 1);
  }

  private void behind(long raw, long last, long sourceMs, long stepMs) {
    if (raw > last) {
      behindCount = 0;
    } else if (stepMs != 0) {
      behindCount = stepMs < 0 ? 1 : behindCount + 1;
      behindSourceMs = behindCount == 1 ? sourceMs : behindSourceMs;
      behindDts = behindCount == 1 ? last : behindDts;
    }
  }

  /** Whether the last pictures look as if the source's clock had been put back a little. */
  boolean putBack() {
    return behindCount >= BEHIND_COUNT;
  }

  /** The zero has moved. */
  void rebased() {
    behindCount = 0;
  }

  /** Where a picture with this source time belongs: those that are behind were squeezed, and their time is given back. */
  long expectedMs(long sourceMs, long placedMs, long frameMs) {
    if (behindCount == 0) {
      return placedMs + frameMs;
    }
    return MediaClock.rescale(behindDts, MediaClock.VIDEO_TIMESCALE, 1000) + frameMs + sourceMs - behindSourceMs;
  }
}
