package io.livetape.record;

import java.time.Duration;

/**
 * How one format of a recording is made.
 *
 * @param interval length at which MP4, FLV and AAC files are cut; HLS is never cut by it
 * @param storageTime how long the files are kept; zero is for ever
 * @param fileName template of the files' names, empty for the configured one; what may stand in it is the catalogue's business
 */
public record FormatPlan(Duration interval, Duration storageTime, String fileName) {
  public static final Duration INTERVAL_MIN = Duration.ofSeconds(1);

  public FormatPlan {
    if (interval.compareTo(INTERVAL_MIN) < 0) {
      throw new IllegalArgumentException("record interval must be at least " + INTERVAL_MIN + ": " + interval);
    }
  }
}
