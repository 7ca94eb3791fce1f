package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.record.RecordingEvent;
import io.livetape.record.RecordingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells receivers how recordings go: event 332, where a callback template has an address for it. Any thread; does not block. */
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
    String body = bodies.recordStatus(event);
    database.write(transaction -> {
      receivers.put(transaction, event.push(), EventKind.RECORD_STATUS, Long.toString(event.sessionId()), body);
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
}
