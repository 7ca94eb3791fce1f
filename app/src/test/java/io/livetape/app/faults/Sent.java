package io.livetape.app.faults;

import io.livetape.media.FileFormat;
import io.livetape.testkit.PacketHashes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one push had sent when the server was killed.
 *
 * @param counts packets of each kind
 * @param lateMs how late they came to be sent, because the machine was busy
 * @param ended whether it had ended by itself
 * @param endedLongBefore whether it had done so longer ago than anything may be lost
 */
record Sent(PushPlan plan, Map<String, Integer> counts, long lateMs, boolean ended, boolean endedLongBefore) {

  /** @param longBeforeNanos a moment of {@link System#nanoTime} */
  static Sent of(LivePush push, long longBeforeNanos) {
    return new Sent(push.plan(), push.sentCounts(), push.lateMs(), push.endedBefore(Long.MAX_VALUE), push.endedBefore(longBeforeNanos));
  }

  /** From the last packet sent back to the last that was found, by kind. */
  Map<String, Long> lostMs(FileFormat format, PacketHashes found, Source source) {
    Map<String, Long> lostMs = new TreeMap<>();
    for (String type : plan.types(format)) {
      int sentCount = counts.getOrDefault(type, 0);
      int foundCount = found.byType().getOrDefault(type, List.of()).size();
      lostMs.put(type, foundCount >= sentCount ? 0 : source.timestampMs(type, sentCount) - source.timestampMs(type, foundCount));
    }
    return lostMs;
  }
}
