package io.livetape.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.livetape.console.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest warnings and errors of the log for the console. {@code logback.xml} makes one; any thread. */
public final class RecentProblems extends AppenderBase<ILoggingEvent> {
  static final int KEPT_MAX = 50;
  private static final int TEXT_MAX_CHARS = 500;

  /** The log is the process's, and so is this. */
  private static final Deque<Problem> KEPT = new ArrayDeque<>();

  static List<Problem> newestFirst() {
    synchronized (KEPT) {
      return List.copyOf(KEPT);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      String text = event.getFormattedMessage();
      keep(new Problem(event.getTimeStamp(), event.getLevel().toString(),
          text.length() > TEXT_MAX_CHARS ? text.substring(0, TEXT_MAX_CHARS) + "…" : text));
    }
  }

  private static void keep(Problem problem) {
    synchronized (KEPT) {
      KEPT.addFirst(problem);
      if (KEPT.size() > KEPT_MAX) {
        KEPT.removeLast();
      }
    }
  }
}
