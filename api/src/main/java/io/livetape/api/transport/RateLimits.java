package io.livetape.api.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each key may call: so many times a second on average, and as many at once after a quiet second. Any thread.
 *
 * <p>Only keys that exist come here, so that what is kept is as bounded as they are.
 */
final class RateLimits {
  private final int callsPerSecond;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimits(int callsPerSecond) {
    this.callsPerSecond = callsPerSecond;
  }

  /** Whether the key may call now; a call that may is counted. */
  boolean take(String secretId, Instant now) {
    return buckets.computeIfAbsent(secretId, _ -> new Bucket(callsPerSecond, now)).take(callsPerSecond, now);
  }

  /** What a key has left, in calls. */
  private static final class Bucket {
    private double calls;
    private Instant filledAt;

    Bucket(double calls, Instant filledAt) {
      this.calls = calls;
      this.filledAt = filledAt;
    }

    synchronized boolean take(int callsPerSecond, Instant now) {
      double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
      calls = Math.min(callsPerSecond, calls + seconds * callsPerSecond);
      filledAt = now;
      boolean enough = calls >= 1;
      calls -= enough ? 1 : 0;
      return enough;
    }
  }
}
