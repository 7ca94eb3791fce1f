package io.livetape.app;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Positive 63-bit ids that rise with time and, without any agreement between processes, do not meet again:
 *
 * <pre>
 *  │ 0 │ milliseconds since 2020 (41) │ drawn once per process (10) │ counter (12) │
 * </pre>
 *
 * <p>More than 4,096 in a millisecond run ahead of the clock; a clock that goes back does not make ids go back. Any thread.
 */
final class Ids implements LongSupplier {
  private static final long EPOCH_MS = 1_577_836_800_000L;
  private static final int PROCESS_BITS = 10;
  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final long process = ThreadLocalRandom.current().nextLong(1L << PROCESS_BITS) << COUNTER_BITS;
  /** Milliseconds and counter of the newest id, without the process's bits between them. */
  private final AtomicLong last = new AtomicLong();

  Ids(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long getAsLong() {
    long now = clock.millis() - EPOCH_MS << COUNTER_BITS;
    long next = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long counter = next & (1L << COUNTER_BITS) - 1;
    return next >>> COUNTER_BITS << COUNTER_BITS + PROCESS_BITS | process | counter;
  }
}
