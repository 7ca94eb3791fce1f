package io.livetape.record;

/**
 * How far media time has been ahead of the time that really passed: what tells a jump of timestamps from a pause in which time passed, also
 * when what was sent after a stall arrives all at once.
 *
 * <p>Arrival times are nanoseconds of any scale that only rises. One thread.
 */
final class Pace {
  /** The lead that was once seen is forgotten at this part of real time: faster than clocks drift, slower than any stall lasts. */
  private static final long FORGET_DIVISOR = 1_000;

  private boolean started;
  private long firstNanos;
  private long lastNanos;
  private long leadMaxUs;

  /** A sample came. @param mediaMs its place on the timeline */
  void came(long mediaMs, long arrivalNanos) {
    if (!started) {
      started = true;
      firstNanos = arrivalNanos;
      lastNanos = arrivalNanos;
      leadMaxUs = mediaMs * 1000;
    }
    long fadedUs = leadMaxUs - (arrivalNanos - lastNanos) / (1000 * FORGET_DIVISOR);
    leadMaxUs = Math.max(leadUs(mediaMs, arrivalNanos), fadedUs);
    lastNanos = arrivalNanos;
  }

  /** How many milliseconds farther ahead of real time a sample at this place would be than any before it. */
  long excessMs(long mediaMs, long arrivalNanos) {
    return (leadUs(mediaMs, arrivalNanos) - leadMaxUs) / 1000;
  }

  /** Whether samples come about as fast as they are to be shown, or slower; where not, arrival times say little. */
  boolean real(long mediaMs, long arrivalNanos) {
    return started && (arrivalNanos - firstNanos) / 1_000_000 * 5 >= mediaMs * 4;
  }

  private long leadUs(long mediaMs, long arrivalNanos) {
    return mediaMs * 1000 - (arrivalNanos - firstNanos) / 1000;
  }
}
