package io.livetape.vod.cover;

import java.util.concurrent.atomic.LongAdder;

/** What became of covers since the process started. */
public final class CoverMetrics {
  public final LongAdder made = new LongAdder();
  /** Given up, or never begun because too many waited. */
  public final LongAdder missed = new LongAdder();
}
