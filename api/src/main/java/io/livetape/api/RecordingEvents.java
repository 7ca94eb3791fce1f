package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.record.RecordingEvent;
import io.livetape.record.RecordingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers how recordings go, where a callback template has an address for it: event 332, and event 341 when samples are lost. Any
 * thread; does not block.
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
    database.write(transaction -> {
      receivers.put(transaction, event.push(), EventKind.RECORD_STATUS, sessionId, bodies.recordStatus(event));
      if (event.kind() == RecordingEvent.Kind.FAILED) {
        receivers.put(transaction, event.push(), EventKind.RECORD_EXCEPTION, sessionId, bodies.samplesLost(event));
      }
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
