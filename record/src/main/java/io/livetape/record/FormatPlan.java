package io.livetape.record;

import java.time.Duration;

/**
 * How one format of a recording is made.
 *
 * @param interval length at which MP4, FLV and AAC files are cut; HLS is never cut by it
 * @param storageTime how long the files are kept; zero is for ever
 * @param fileName template of the files' names, empty for the configured one; what may stand in it is the catalogue's business
 * @param continuation how long an HLS file waits for a publisher that has gone, to go on with it; zero: not at all. Other formats never do
 * @param filing where the files are filed
 */
public record FormatPlan(Duration interval, Duration storageTime, String fileName, Duration continuation, Filing filing) {
  public static final Duration INTERVAL_MIN = Duration.ofSeconds(1);
  public static final Duration CONTINUATION_MAX = Duration.ofSeconds(1800);

  public FormatPlan {
    if (interval.compareTo(INTERVAL_MIN) < 0) {
      throw new IllegalArgumentException("record interval must be at least " + INTERVAL_MIN + ": " + interval);
    }
    if (continuation.isNegative() || continuation.compareTo(CONTINUATION_MAX) > 0) {
      throw new IllegalArgumentException("continuation must be at most " + CONTINUATION_MAX + ": " + continuation);
    }
  }

  /**
   * Where files are filed in the catalogue; what the numbers mean is its business.
   *
   * @param subAppId part of the account, 0 for its own
   * @param classId 0 for none
   */
  public record Filing(long subAppId, long classId) {
    public static final Filing NONE = new Filing(0, 0);
  }

  /** Filed nowhere in particular. */
  public FormatPlan(Duration interval, Duration storageTime, String fileName, Duration continuation) {
    this(interval, storageTime, fileName, continuation, Filing.NONE);
  }

  /** Without continuation. */
  public FormatPlan(Duration interval, Duration storageTime, String fileName) {
    this(interval, storageTime, fileName, Duration.ZERO);
  }
}
