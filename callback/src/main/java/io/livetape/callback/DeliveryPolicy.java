package io.livetape.callback;

import java.time.Duration;

/**
 * How hard delivery is tried.
 *
 * @param timeout how long an endpoint may take to answer
 * @param retryAfter the pause between the end of a failed attempt and the next
 * @param retryMax how often a failed event is sent again before it is parked; so it is sent at most once more than this
 * @param parallelMax requests to one endpoint at once
 */
public record DeliveryPolicy(Duration timeout, Duration retryAfter, int retryMax, int parallelMax) {
  public static final int RETRIES_MAX = 1000;
  public static final int PARALLEL_MAX = 64;

  public static final DeliveryPolicy DEFAULT = new DeliveryPolicy(Duration.ofSeconds(20), Duration.ofSeconds(60), 12, 8);

  public DeliveryPolicy {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("timeout is under a millisecond: " + timeout);
    }
    if (retryAfter.isNegative()) {
      throw new IllegalArgumentException("retryAfter is negative: " + retryAfter);
    }
    if (retryMax < 0 || retryMax > RETRIES_MAX) {
      throw new IllegalArgumentException("retryMax is not between 0 and " + RETRIES_MAX + ": " + retryMax);
    }
    if (parallelMax < 1 || parallelMax > PARALLEL_MAX) {
      throw new IllegalArgumentException("parallelMax is not between 1 and " + PARALLEL_MAX + ": " + parallelMax);
    }
  }
}
