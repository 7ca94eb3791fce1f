package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.PushListener;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells receivers that pushes began and ended: events 1 and 0. */
public final class PushEvents implements PushListener {
  private static final Logger log = LoggerFactory.getLogger(PushEvents.class);

  private final Database database;
  private final EventReceivers receivers;
  private final CallbackBodies bodies;
  private final InstantSource clock;

  public PushEvents(Database database, EventReceivers receivers, CallbackBodies bodies, InstantSource clock) {
    this.database = database;
    this.receivers = receivers;
    this.bodies = bodies;
    this.clock = clock;
  }

  @Override
  public void pushBegan(LiveStream stream) {
    put(stream, "push began", bodies.pushBegan(stream.push()));
  }

  @Override
  public void pushEnded(LiveStream stream, EndReason reason) {
    put(stream, "push ended", bodies.pushEnded(stream, reason, clock.instant()));
  }

  private void put(LiveStream stream, String kind, String body) {
    database.write(transaction -> {
      receivers.put(transaction, stream.push(), kind, stream.push().sequence(), body);
      return null;
    }).whenComplete((_, failure) -> {
      if (failure == null) {
        receivers.wake();
      } else {
        log.error("[push {}] the event \"{}\" could not be stored: {}; it is lost, recorded files are not affected",
            stream.key(), kind, failure.toString());
      }
    });
  }
}
