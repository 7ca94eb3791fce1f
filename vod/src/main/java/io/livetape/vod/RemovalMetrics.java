package io.livetape.vod;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has gone since the process started. */
public final class RemovalMetrics {
  private final Map<RemovalReason, LongAdder> files = new EnumMap<>(RemovalReason.class);
  public final LongAdder deletedBlobs = new LongAdder();
  public final LongAdder failedDeletions = new LongAdder();

  RemovalMetrics() {
    for (RemovalReason reason : RemovalReason.values()) {
      files.put(reason, new LongAdder());
    }
  }

  /** Files removed from the catalogue. */
  public LongAdder files(RemovalReason reason) {
    return files.get(reason);
  }
}
