package io.livetape.callback;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Events that are to reach an endpoint. They are put in with the state that they report, in one transaction, so that neither is ever there
 * without the other; a {@link Dispatcher} takes them out. Any thread.
 */
public final class Outbox {
  private static final int SWEEP_ROWS = 500;
  private static final String COLUMNS = "id, endpoint, key_ref, order_key, kind, related_id, body, state, attempts, tries, created_at, "
      + "next_at, delivered_at";

  private final Database database;
  private final InstantSource clock;
  private volatile Runnable listener = () -> {};

  public Outbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Puts an event in, within the caller's transaction, and answers its id. Call {@link #wake} once that is committed. */
  public long enqueue(Connection connection, OutboxEvent event) throws SQLException {
    long id = Sql.number(connection, "UPDATE callback_sequence SET last_id = last_id + 1 RETURNING last_id");
    Instant now = clock.instant();
    Sql.update(connection, "INSERT INTO callback_event (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, NULL)",
        id, event.endpoint(), event.keyRef(), event.orderKey(), event.kind(), event.relatedId(), event.body(),
        stateIn(connection, event.endpoint(), event.orderKey()), now, now);
    return id;
  }

  /** Says that there is something new. Without it, new events are found within a second. Never blocks. */
  public void wake() {
    listener.run();
  }

  /** Sends a parked or delivered event again, with all its tries. False when there is none of this id or it is waiting already. */
  public boolean resend(long id) throws SQLException {
    boolean found = database.writeNow(connection -> {
      Optional<StoredEvent> event = find(connection, id);
      return event.isPresent() && resend(connection, event.get());
    });
    wake();
    return found;
  }

  public Optional<StoredEvent> find(long id) throws SQLException {
    return database.readNow(connection -> find(connection, id));
  }

  /** The events about one thing, such as a file, by its id; the newest first. */
  public List<StoredEvent> about(String relatedId, int max) throws SQLException {
    return database.readNow(connection -> list(connection, "related_id = ? ORDER BY id DESC LIMIT ?", relatedId, max));
  }

  /** The delivery log of one event, oldest first. */
  public List<Attempt> attempts(long id) throws SQLException {
    return database.readNow(connection -> Sql.list(connection, "SELECT * FROM callback_attempt WHERE event_id = ? ORDER BY number", row ->
        new Attempt(row.getInt("number"), Sql.instant(row, "started_at"), row.getLong("duration_ms"), row.getInt("status"),
            row.getString("error"), row.getInt("request_bytes"), row.getString("answer")), id));
  }

  public Backlog backlog() throws SQLException {
    return database.readNow(connection -> Sql.first(connection, """
        SELECT (SELECT COUNT(*) FROM callback_event WHERE state = 'WAITING') + (SELECT COUNT(*) FROM callback_event WHERE state = 'QUEUED')
                 AS waiting,
               (SELECT COUNT(*) FROM callback_event WHERE state = 'PARKED') AS parked,
               (SELECT MIN(created_at) FROM callback_event WHERE state = 'WAITING') AS oldest""",
        row -> new Backlog(row.getLong("waiting"), row.getLong("parked"), Optional.ofNullable(Sql.instant(row, "oldest")))).orElseThrow());
  }

  /** Removes what was delivered before an instant, with its log, a piece at a time so that others can write between. Answers how many. */
  public int sweep(Instant deliveredBefore) throws SQLException {
    int sum = 0;
    int count;
    do {
      count = database.writeNow(connection -> Sql.update(connection, """
          DELETE FROM callback_event WHERE id IN
            (SELECT id FROM callback_event WHERE state = 'DELIVERED' AND delivered_at < ? LIMIT ?)""", deliveredBefore, SWEEP_ROWS));
      sum += count;
    } while (count == SWEEP_ROWS);
    return sum;
  }

  Database database() {
    return database;
  }

  void listen(Runnable dispatcher) {
    listener = dispatcher;
  }

  static List<StoredEvent> list(Connection connection, String condition, Object... arguments) throws SQLException {
    return Sql.list(connection, "SELECT " + COLUMNS + " FROM callback_event WHERE " + condition, Outbox::read, arguments);
  }

  static Optional<StoredEvent> find(Connection connection, long id) throws SQLException {
    return list(connection, "id = ?", id).stream().findFirst();
  }

  boolean resend(Connection connection, StoredEvent event) throws SQLException {
    EventState state = stateIn(connection, event.event().endpoint(), event.event().orderKey());
    return Sql.update(connection, """
        UPDATE callback_event SET state = ?, tries = 0, next_at = ?, delivered_at = NULL
         WHERE id = ? AND state IN ('PARKED', 'DELIVERED')""", state, clock.instant(), event.id()) == 1;
  }

  /** The state in which an event joins a lane. */
  private static EventState stateIn(Connection connection, String endpoint, String orderKey) throws SQLException {
    boolean behind = Sql.number(connection,
        "SELECT COUNT(*) FROM callback_event WHERE state = 'WAITING' AND endpoint = ? AND order_key = ?", endpoint, orderKey) > 0;
    return behind ? EventState.QUEUED : EventState.WAITING;
  }

  private static StoredEvent read(ResultSet row) throws SQLException {
    OutboxEvent event = new OutboxEvent(row.getString("endpoint"), row.getString("key_ref"), row.getString("order_key"),
        row.getString("kind"), row.getString("related_id"), row.getString("body"));
    return new StoredEvent(row.getLong("id"), event, EventState.valueOf(row.getString("state")), row.getInt("attempts"),
        row.getInt("tries"), Sql.instant(row, "created_at"), Sql.instant(row, "next_at"), Sql.instant(row, "delivered_at"));
  }
}
