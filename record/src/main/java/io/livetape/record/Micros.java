package io.livetape.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Wall-clock times as microseconds since the epoch, UTC: how the database and the tape keep them. */
final class Micros {
  private Micros() {}

  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
