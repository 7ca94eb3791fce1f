package io.livetape.api.transport;

import java.util.concurrent.atomic.LongAdder;

/** What became of the calls. Any thread. */
public final class ApiMetrics {
  /** Answered with success. */
  public final LongAdder succeeded = new LongAdder();

  /** Answered with an error that is the caller's. */
  public final LongAdder refused = new LongAdder();

  /** Answered with an error that is ours. */
  public final LongAdder failed = new LongAdder();
}
