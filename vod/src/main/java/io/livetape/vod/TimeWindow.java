package io.livetape.vod;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A span of time: {@code from} is in it, {@code to} is not. */
public record TimeWindow(Instant from, Instant to) {
  /** Every time that a recording can have. */
  public static final TimeWindow ALWAYS = new TimeWindow(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

  public TimeWindow {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("window ends at " + to + ", before it begins at " + from);
    }
  }

  /** Whether something that lasts from {@code begin} to before {@code end} is in it. */
  public boolean touches(Instant begin, Instant end) {
    return end.isAfter(from) && begin.isBefore(to);
  }

  long fromUs() {
    return micros(from);
  }

  long toUs() {
    return micros(to);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
