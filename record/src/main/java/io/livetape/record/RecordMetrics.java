package io.livetape.record;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the recorder counts. Any thread. */
public final class RecordMetrics {
  /** Gaps in recordings, because the disk was slow, full or failing, and the samples lost in them. */
  public final LongAdder gaps = new LongAdder();
  public final LongAdder droppedSamples = new LongAdder();

  /** Bytes handed to the disk. */
  public final LongAdder writtenBytes = new LongAdder();

  /** Files opened, landed, and not landed at the first try. */
  public final LongAdder openedFiles = new LongAdder();
  public final LongAdder landedFiles = new LongAdder();
  public final LongAdder landingRetries = new LongAdder();

  /** Files finished by recovery. */
  public final LongAdder recoveredFiles = new LongAdder();

  private final Map<TimelineKind, LongAdder> happened = new EnumMap<>(TimelineKind.class);

  public RecordMetrics() {
    for (TimelineKind kind : TimelineKind.values()) {
      happened.put(kind, new LongAdder());
    }
  }

  /** How often something happened in any recording. */
  public LongAdder happened(TimelineKind kind) {
    return happened.get(kind);
  }
}
