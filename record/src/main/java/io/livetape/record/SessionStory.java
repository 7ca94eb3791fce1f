package io.livetape.record;

import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import io.livetape.record.RecordingEvent.Kind;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/** Tells of one recording what its customers are to hear, each thing once. Publisher's thread. */
final class SessionStory {
  private final RecordingListener listener;
  private final Push push;
  private final RecordPlan plan;
  private final long sessionId;
  private final InstantSource clock;
  private final Set<FileFormat> started = EnumSet.noneOf(FileFormat.class);
  private final Set<FileFormat> late = EnumSet.noneOf(FileFormat.class);
  private int count;
  /** The whole recording, and each of its outputs, may be in one. */
  private int gapCount;

  SessionStory(RecordingListener listener, Push push, RecordPlan plan, long sessionId, InstantSource clock) {
    this.listener = listener;
    this.push = push;
    this.plan = plan;
    this.sessionId = sessionId;
    this.clock = clock;
  }

  /** A file is open; the first of a format is its start. */
  void opened(FileFormat format) {
    if (started.add(format)) {
      tell(Kind.STARTED, format);
    }
  }

  /** From now on samples are lost; told once until {@link #resumed} was said as often. */
  void gap() {
    if (gapCount++ > 0) {
      return;
    }
    for (FileFormat format : plan.formats()) {
      if (started.contains(format)) {
        tell(Kind.FAILED, format);
      } else if (late.add(format)) {
        tell(Kind.START_FAILED, format);
      }
    }
  }

  /** A gap is over; with the last of them no more samples are lost. */
  void resumed() {
    if (--gapCount > 0) {
      return;
    }
    started.forEach(format -> tell(Kind.RESUMED, format));
  }

  void ended() {
    started.forEach(format -> tell(Kind.ENDED, format));
  }

  private void tell(Kind kind, FileFormat format) {
    listener.heard(new RecordingEvent(kind, push, plan, format, sessionId, ++count, clock.instant()));
  }
}
