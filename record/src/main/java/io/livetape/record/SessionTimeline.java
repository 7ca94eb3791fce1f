package io.livetape.record;

import io.livetape.live.Push;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up what happens in one recording, and has it stored and told about once a minute: however often timestamps are repaired, a minute
 * makes one row of each kind at most. Allocates nothing but then. Publisher's thread.
 */
final class SessionTimeline implements ClockListener {
  /** Events may be told this much later than they happen (contract 4.4 allows two minutes). */
  static final Duration SPAN = Duration.ofMinutes(1);

  /** What is urgent is told at once, but not more often than this. */
  static final Duration URGENT_SPAN = Duration.ofSeconds(10);

  /** No two clocks are alike: drift is worth a row when it has come to this. */
  static final long DRIFT_MIN_MS = 100;

  private static final Logger log = LoggerFactory.getLogger(SessionTimeline.class);
  private static final TimelineKind[] KINDS = TimelineKind.values();

  private final RecorderParts parts;
  private final Push push;
  private final RecordPlan plan;
  private final long sessionId;
  private final LongSupplier fileId;
  private final long[] counts = new long[KINDS.length];
  private final long[] ms = new long[KINDS.length];
  private final long[] firstMicros = new long[KINDS.length];
  private final long[] fileIds = new long[KINDS.length];
  private final long[] totals = new long[KINDS.length];
  private boolean empty = true;
  private boolean urgent;
  private long nowMicros;
  private long toldMicros = Long.MIN_VALUE / 2;

  /** @param fileId the file that is being written, or 0 */
  SessionTimeline(RecorderParts parts, Push push, RecordPlan plan, long sessionId, LongSupplier fileId) {
    this.parts = parts;
    this.push = push;
    this.plan = plan;
    this.sessionId = sessionId;
    this.fileId = fileId;
  }

  /** What is added from here on happens at this time, in microseconds since the epoch. */
  void now(long micros) {
    nowMicros = micros;
    if (!empty && micros - toldMicros >= micros(urgent ? URGENT_SPAN : SPAN)) {
      tell(false);
    }
  }

  @Override
  public void repaired(TimelineKind kind, long repairedMs) {
    add(kind, 1, repairedMs);
  }

  void add(TimelineKind kind, long count, long addedMs) {
    add(kind, count, addedMs, nowMicros);
  }

  private void add(TimelineKind kind, long count, long addedMs, long atMicros) {
    int i = kind.ordinal();
    if (counts[i] == 0) {
      firstMicros[i] = atMicros;
      fileIds[i] = fileId.getAsLong();
    }
    if (empty && toldMicros < nowMicros - micros(SPAN)) {
      // Quiet until now: the span begins here.
      toldMicros = nowMicros;
    }
    empty = false;
    counts[i] += count;
    ms[i] += addedMs;
    totals[i] += count;
    parts.metrics().happened(kind).add(count);
  }

  /** As {@link #add}, and does not wait for the minute to be over. */
  void addUrgent(TimelineKind kind, long count, long addedMs) {
    addUrgent(kind, count, addedMs, 0);
  }

  /** @param agoNanos how long ago it happened */
  void addUrgent(TimelineKind kind, long count, long addedMs, long agoNanos) {
    boolean atOnce = toldMicros < nowMicros - micros(URGENT_SPAN);
    add(kind, count, addedMs, nowMicros - agoNanos / 1_000);
    urgent = true;
    if (atOnce) {
      tell(false);
    }
  }

  /** Tells what is left. */
  void end() {
    if (!empty) {
      tell(true);
    }
  }

  /** How often things happened, for the log; empty when nothing did. */
  String summary() {
    List<String> texts = new ArrayList<>();
    for (TimelineKind kind : KINDS) {
      if (totals[kind.ordinal()] > 0 && kind != TimelineKind.BEGAN && kind != TimelineKind.ENDED) {
        texts.add(kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + totals[kind.ordinal()]);
      }
    }
    return String.join(", ", texts);
  }

  private void tell(boolean last) {
    List<TimelineEntry> entries = new ArrayList<>();
    empty = true;
    for (TimelineKind kind : KINDS) {
      int i = kind.ordinal();
      if (!last && kind == TimelineKind.AUDIO_DRIFTED && ms[i] < DRIFT_MIN_MS) {
        empty &= counts[i] == 0;
      } else if (counts[i] > 0) {
        entries.add(entry(kind));
        counts[i] = 0;
        ms[i] = 0;
      }
    }
    toldMicros = nowMicros;
    urgent = false;
    if (!entries.isEmpty()) {
      store(new TimelineSpan(push, plan, sessionId, Micros.toInstant(nowMicros), entries));
    }
  }

  private TimelineEntry entry(TimelineKind kind) {
    int i = kind.ordinal();
    return new TimelineEntry(sessionId, push.sequence(), push.stream(), push.domain(), fileIds[i], Micros.toInstant(firstMicros[i]), kind,
        counts[i], ms[i]);
  }

  private void store(TimelineSpan span) {
    parts.database().writeLasting(transaction -> {
      for (TimelineEntry entry : span.entries()) {
        Timeline.insert(transaction, entry);
      }
      parts.recordings().noted(transaction, span);
      return null;
    }).whenComplete((_, failure) -> {
      if (failure == null) {
        parts.recordings().noted();
      } else {
        log.error("[recording {}] {} entries of the timeline could not be stored: {}; recorded files are not affected",
            push.stream(), span.entries().size(), failure.toString());
      }
    });
  }

  private static long micros(Duration span) {
    return span.toMillis() * 1000;
  }
}
