package io.livetape.record;

import io.livetape.media.FileFormat;
import java.time.Duration;
import java.util.Set;

/**
 * What to record of one push, resolved once when it begins.
 *
 * @param formats empty: record nothing
 * @param interval length at which MP4, FLV and AAC files are cut; HLS is never cut by it
 * @param audioOnly leave the pictures out
 * @param name the file name wished for by the push URL, empty for the documented template
 * @param taskId the API task that asked, empty for a rule, the configuration or the push URL
 * @param storageTime how long the files are kept; zero is for ever
 */
public record RecordPlan(Set<FileFormat> formats, Duration interval, boolean audioOnly, String name, String taskId, Duration storageTime) {
  public static final Duration INTERVAL_MIN = Duration.ofSeconds(1);

  public static final RecordPlan NOTHING = new RecordPlan(Set.of(), Duration.ofMinutes(30), false, "", "", Duration.ZERO);

  public RecordPlan {
    formats = Set.copyOf(formats);
    if (interval.compareTo(INTERVAL_MIN) < 0) {
      throw new IllegalArgumentException("record interval must be at least " + INTERVAL_MIN + ": " + interval);
    }
  }

  /** Whether a tape is written: MP4 and HLS are two views of it. */
  boolean tape() {
    return formats.contains(FileFormat.MP4) || formats.contains(FileFormat.HLS);
  }
}
