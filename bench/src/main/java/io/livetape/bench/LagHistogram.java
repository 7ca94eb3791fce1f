package io.livetape.bench;

/** How late messages were, in steps of a millisecond. One thread at a time. */
final class LagHistogram {
  private static final int MS_MAX = 60_000;

  private final int[] counts = new int[MS_MAX + 1];
  private long total;
  private int maxMs;

  void add(long lagMs) {
    int ms = Math.clamp(lagMs, 0, MS_MAX);
    counts[ms]++;
    total++;
    maxMs = Math.max(maxMs, ms);
  }

  void addAll(LagHistogram other) {
    for (int ms = 0; ms <= other.maxMs; ms++) {
      counts[ms] += other.counts[ms];
    }
    total += other.total;
    maxMs = Math.max(maxMs, other.maxMs);
  }

  long count() {
    return total;
  }

  int maxMs() {
    return maxMs;
  }

  /** The least lag that this share of the messages did not exceed; 0 when there were none. */
  int quantileMs(double share) {
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int ms = 0; ms <= maxMs; ms++) {
      seen += counts[ms];
      if (seen >= wanted) {
        return ms;
      }
    }
    return maxMs;
  }
}
