package io.livetape.record;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How recordings are written.
 *
 * @param spool folder of the files being written
 * @param fragment the most media that the death of the process can take, 100–500 ms
 * @param segmentTarget HLS segments end at the first sync sample after this long
 * @param trackWait how long to wait for a push's second track that was promised
 * @param budgetBytes how much of one recording may wait for the disk before samples are dropped
 * @param writerThreads threads that write, as long as the disk does not keep all of them waiting
 * @param syncInterval what is older than this survives a power cut; zero: only finished files do
 * @param warnFreeBytes below this much room on the disk a warning is logged
 * @param stopFreeBytes below this much room recordings pause, and new ones wait
 */
public record RecordConfig(
    Path spool, Duration fragment, Duration segmentTarget, Duration trackWait, long budgetBytes, int writerThreads,
    Duration syncInterval, long warnFreeBytes, long stopFreeBytes) {

  public RecordConfig {
    if (fragment.toMillis() < 100 || fragment.toMillis() > 500) {
      throw new IllegalArgumentException("fragment must be 100 to 500 ms: " + fragment);
    }
    if (writerThreads < 1 || budgetBytes < 1) {
      throw new IllegalArgumentException("writer threads and budget must be positive");
    }
  }
}
