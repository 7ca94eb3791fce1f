package io.livetape.api;

import io.livetape.callback.EventState;
import io.livetape.callback.Outbox;
import io.livetape.callback.StoredEvent;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.LiveStreams.Admission;
import io.livetape.live.Push;
import io.livetape.live.PublisherConnection;
import io.livetape.live.StreamKey;
import io.livetape.vod.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A real database with catalogue and outbox, and a push to speak of. */
final class Shop implements AutoCloseable {
  static final Instant NOW = Instant.ofEpochSecond(1_795_200_006);
  static final Push PUSH = new Push(
      new StreamKey("live", "2121_15919131751"), "6674468118806626493", "2121.livepush.example.test",
      "txSecret=de7afed2c4085f25e19cbe84246981b8&txTime=6B010F80&record=mp4|hls&record_interval=1800", "rtmp", "192.0.2.7",
      Instant.ofEpochSecond(1_795_198_200));

  final Database database;
  final Outbox outbox;
  final Catalogue catalogue;

  Shop(Path folder) throws IOException {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    outbox = new Outbox(database, InstantSource.fixed(NOW));
    catalogue = new Catalogue(database);
  }

  EventReceivers receivers(String configuredUrl, String configuredKey) {
    return new EventReceivers(database, outbox, configuredUrl, configuredKey);
  }

  /** Everything in the outbox, oldest first. */
  List<StoredEvent> events() throws SQLException {
    List<StoredEvent> events = new ArrayList<>();
    for (Optional<StoredEvent> event = outbox.find(1); event.isPresent(); event = outbox.find(events.size() + 1)) {
      events.add(event.get());
    }
    return events;
  }

  static Push push(String domain, String app, String stream, String query) {
    return new Push(new StreamKey(app, stream), "1", domain, query, "rtmp", "192.0.2.7", NOW);
  }

  static Push pushWithQuery(String query) {
    return push("push.example.test", "live", "show", query);
  }

  /** The push as a live stream whose thread is the test's. */
  static LiveStream live(Push push) {
    LiveStreams streams = new LiveStreams(_ -> Optional.empty(), LiveStreams.SameName.REFUSE, 1, List.of());
    return ((Admission.Accepted) streams.publish(push, new Connected())).stream();
  }

  private static final class Connected implements PublisherConnection {
    @Override
    public Executor thread() {
      return Runnable::run;
    }

    @Override
    public void readAtOnce(boolean atOnce) {
      throw new AssertionError("nobody reads");
    }

    @Override
    public void disconnect(EndReason reason) {
      throw new AssertionError("nobody disconnects it");
    }
  }

  static boolean waits(StoredEvent event) {
    return event.state() == EventState.WAITING;
  }

  @Override
  public void close() {
    database.close();
  }
}
