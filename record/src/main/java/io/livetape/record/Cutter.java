package io.livetape.record;

import io.livetape.media.Sample;
import java.time.Duration;

/** Decides where files that are limited in length are cut: at the first sync sample once the interval has passed. */
final class Cutter {
  /** Timestamps are rounded to milliseconds: a key frame this close to the interval counts as on it. */
  private static final long ROUNDING_MS = 2;

  private final long intervalMs;
  private long startMs = -1;

  Cutter(Duration interval) {
    intervalMs = interval.toMillis();
  }

  /** New files begin with the next sample. */
  void restart() {
    startMs = -1;
  }

  /** Whether to cut before this sample of the leading track (video where there is video). */
  boolean cutBefore(Sample sample) {
    long timeMs = MediaClock.rescale(sample.dts(), sample.track().timescale(), 1000);
    if (startMs < 0) {
      startMs = timeMs;
      return false;
    }
    if (!sample.sync() || timeMs - startMs + ROUNDING_MS < intervalMs) {
      return false;
    }
    startMs = timeMs;
    return true;
  }
}
