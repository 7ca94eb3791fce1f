package io.livetape.rtmp;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why connections ended. One that has pushed or played always gets its line, which belongs to a recording's story. Of the others,
 * which may come by the thousand in a second, the first few of a reason in each period get theirs, and the rest is one line together. Any
 * thread.
 */
final class CloseLog {
  /** How often the rest is told; {@link #tellRest} is to be called as often. */
  static final Duration PERIOD = Duration.ofSeconds(10);
  static final int TOLD_MAX = 10;

  private static final Logger LOG = LoggerFactory.getLogger(CloseLog.class);

  /** Strangers in this period. */
  private final Map<CloseReason, Integer> counts = new EnumMap<>(CloseReason.class);

  /** @param owner what the line begins with */
  void guest(String owner, CloseReason reason, String detail) {
    LOG.info("{} closed: {}{}", owner, reason.text(), detail.isEmpty() ? "" : ": " + detail);
  }

  /** One that has neither pushed nor played. */
  void stranger(String owner, CloseReason reason, String detail) {
    if (mayTell(reason)) {
      guest(owner, reason, detail);
    }
  }

  private synchronized boolean mayTell(CloseReason reason) {
    return counts.merge(reason, 1, Integer::sum) <= TOLD_MAX;
  }

  /** Ends a period: tells how many there were whose line was left out. */
  void tellRest() {
    String text = takeRest();
    if (!text.isEmpty()) {
      LOG.info("[rtmp] closed in the last {} s besides, none of which had pushed or played: {}", PERIOD.toSeconds(), text);
    }
  }

  /** What is left to tell, and from now on strangers are told of again; empty for nothing. */
  synchronized String takeRest() {
    String text = counts.entrySet().stream().filter(entry -> entry.getValue() > TOLD_MAX)
        .map(entry -> entry.getValue() - TOLD_MAX + " × " + entry.getKey().text()).collect(Collectors.joining(", "));
    counts.clear();
    return text;
  }
}
