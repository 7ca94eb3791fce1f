package io.livetape.record;

/**
 * The time of one recording: the wall clock's when it began, and from there on the time that really passes. So times of one recording fit
 * together, whatever is done to the wall clock meanwhile.
 *
 * @param beganMicros microseconds since the epoch
 * @param beganNanos the same moment on {@link System#nanoTime}'s scale
 */
record SessionTime(long beganMicros, long beganNanos) {
  /** Microseconds since the epoch. */
  long micros(long nanos) {
    return beganMicros + (nanos - beganNanos) / 1000;
  }
}
