package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.db.SqlWork;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.Push;
import io.livetape.live.PushListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells receivers that pushes began and ended: events 1 and 0, each push's pair even if the process dies between them. */
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
    Push push = stream.push();
    String body = bodies.pushBegan(push);
    store(push, EventKind.PUSH_BEGAN, transaction -> {
      LivePushes.insert(transaction, push);
      receivers.put(transaction, push, EventKind.PUSH_BEGAN, push.sequence(), body);
      return null;
    });
  }

  @Override
  public void pushEnded(LiveStream stream, EndReason reason) {
    Push push = stream.push();
    Instant at = clock.instant();
    Picture picture = Picture.of(stream);
    store(push, EventKind.PUSH_ENDED, transaction -> {
      end(transaction, push, reason, at, picture);
      return null;
    });
  }

  /**
   * Tells of the end of every push that was running when an earlier process died, at the time of its last sign of life. Call before the
   * first push is let in; may be repeated.
   */
  public void endInterrupted() throws SQLException {
    List<LivePushes.Seen> interrupted = database.writeNow(transaction -> {
      List<LivePushes.Seen> all = LivePushes.all(transaction);
      for (LivePushes.Seen one : all) {
        end(transaction, one.push(), EndReason.SERVER_DIED, one.seenAt(), one.picture());
      }
      return all;
    });
    interrupted.forEach(one -> log.info("[push {}] was running when the server died, last seen at {}: its end is told now",
        one.push().stream(), one.seenAt()));
    receivers.wake();
  }

  private void end(Connection transaction, Push push, EndReason reason, Instant at, Picture picture) throws SQLException {
    LivePushes.remove(transaction, push.sequence());
    PushHistory.insert(transaction, push, reason, at, picture);
    String body = bodies.pushEnded(push, reason, at, picture);
    receivers.put(transaction, push, EventKind.PUSH_ENDED, push.sequence(), body);
  }

  private void store(Push push, EventKind kind, SqlWork<Void> work) {
    database.writeLasting(work).whenComplete((_, failure) -> {
      if (failure == null) {
        receivers.wake();
      } else {
        log.error("[push {}] the event \"{}\" could not be stored: {}; {}, recorded files are not affected", push.stream(), kind.label(),
            failure.toString(), kind == EventKind.PUSH_ENDED ? "it is told at the next start" : "it is lost");
      }
    });
  }
}
