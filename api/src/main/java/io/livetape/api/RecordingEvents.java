package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.media.FileFormat;
import io.livetape.record.RecordingEvent;
import io.livetape.record.RecordingListener;
import io.livetape.record.TimelineEntry;
import io.livetape.record.TimelineSpan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers how recordings go, where a callback template has an address for it: event 332, and event 341 about what
 * happens in them that is out of the ordinary. Any thread; does not block.
 */
public final class RecordingEvents implements RecordingListener {
  private static final Logger log = LoggerFactory.getLogger(RecordingEvents.class);

  private final Database database;
  private final EventReceivers receivers;
  private final CallbackBodies bodies;

  public RecordingEvents(Database database, EventReceivers receivers, CallbackBodies bodies) {
    this.database = database;
    this.receivers = receivers;
    this.bodies = bodies;
  }

  @Override
  public void heard(RecordingEvent event) {
    String sessionId = Long.toString(event.sessionId());
    database.writeLasting(transaction -> {
      receivers.put(transaction, event.push(), EventKind.RECORD_STATUS, sessionId, bodies.recordStatus(event));
      return null;
    }).whenComplete((_, failure) -> {
      if (failure == null) {
        receivers.wake();
      } else {
        log.error("[recording {}] the event \"{}\" could not be stored: {}; it is lost, recorded files are not affected",
            event.push().stream(), event.kind(), failure.toString());
      }
    });
  }

  /** An event for each format and level: repairs of timestamps concern every format that is recorded. */
  @Override
  public void noted(Connection transaction, TimelineSpan span) throws SQLException {
    for (FileFormat format : span.plan().formats()) {
      for (ExceptionLevel level : ExceptionLevel.values()) {
        List<TimelineEntry> entries = span.entries().stream().filter(entry -> told(entry, format, level)).toList();
        if (!entries.isEmpty()) {
          receivers.put(transaction, span.push(), level, Long.toString(span.sessionId()),
              bodies.recordException(span, format, level, entries));
        }
      }
    }
  }

  private static boolean told(TimelineEntry entry, FileFormat format, ExceptionLevel level) {
    return RecordingException.of(entry.kind()).filter(exception -> exception.level() == level && exception.concerns(format)).isPresent();
  }

  @Override
  public void noted() {
    receivers.wake();
  }
}
