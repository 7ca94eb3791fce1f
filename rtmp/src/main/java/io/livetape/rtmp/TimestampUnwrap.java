package io.livetape.rtmp;

/**
 * Timestamps of 32 bits to times that go on. They wrap after 49.7 days, and encoders start them anywhere: a step of more than half the
 * range is a wrap, any other step, forward or back, is taken as it is.
 */
final class TimestampUnwrap {
  private boolean started;
  private int last;
  private long timeMs;

  /** @param timestampMs unsigned 32 bits */
  long unwrap(long timestampMs) {
    int now = (int) timestampMs;
    timeMs = started ? timeMs + (now - last) : timestampMs;
    started = true;
    last = now;
    return timeMs;
  }
}
