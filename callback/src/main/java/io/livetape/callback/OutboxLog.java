package io.livetape.callback;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the {@link Outbox} holds, for people: pages of it, without bodies and without the secrets in addresses. Methods block; any thread. */
public final class OutboxLog {
  /** Events that are counted; of more it is only known that there are as many. */
  public static final int COUNTED_MAX = 10_000;

  /** Endpoints with parked events that are listed. */
  public static final int ENDPOINTS_MAX = 100;

  private static final int RESEND_ROWS = 200;
  private static final String PARKED = "e.state = 'PARKED'";
  private static final String OTHERS = "e.state <> 'PARKED'";

  private final Outbox outbox;
  private final Database database;

  public OutboxLog(Outbox outbox) {
    this.outbox = outbox;
    this.database = outbox.database();
  }

  /**
   * Which events are looked for.
   *
   * @param state empty for any
   * @param kind empty for any
   * @param orderKey a stream as {@code live/show}; empty for any
   */
  public record Filter(Optional<EventState> state, String kind, String orderKey) {
    String condition(String more) {
      return more + state.map(_ -> " AND e.state = ?").orElse("") + (kind.isEmpty() ? "" : " AND e.kind = ?")
          + (orderKey.isEmpty() ? "" : " AND e.order_key = ?");
    }

    List<Object> arguments() {
      List<Object> all = new ArrayList<>(state.stream().toList());
      all.addAll(kind.isEmpty() ? List.of() : List.of(kind));
      all.addAll(orderKey.isEmpty() ? List.of() : List.of(orderKey));
      return all;
    }
  }

  /**
   * An event in a list.
   *
   * @param event without body and key
   * @param lastStatus of the last attempt's answer; 0 when there was none
   * @param lastError why the last attempt had no answer
   */
  public record Line(StoredEvent event, int lastStatus, String lastError) {}

  /** One page of a list. @param totalCount at most {@link #COUNTED_MAX} of the parked and as many of the others */
  public record Slice(List<Line> lines, long totalCount) {}

  /** A page of the events: those parked first, then the others, in both the newest first. */
  public Slice search(Filter filter, int offset, int limit) throws SQLException {
    return database.readNow(connection -> {
      long parked = count(connection, filter, PARKED);
      long others = count(connection, filter, OTHERS);
      List<Line> lines = new ArrayList<>(list(connection, filter, PARKED, offset, limit));
      lines.addAll(list(connection, filter, OTHERS, (int) Math.max(0, offset - parked), limit - lines.size()));
      return new Slice(lines, parked + others);
    });
  }

  /**
   * An endpoint that events were given up for.
   *
   * @param newestId one of them, which stands for the endpoint where its address must not be shown
   */
  public record ParkedEndpoint(String address, long eventCount, long newestId) {}

  /** The endpoints with parked events, those with most first. */
  public List<ParkedEndpoint> parked() throws SQLException {
    return database.readNow(connection -> Sql.list(connection, """
        SELECT endpoint, COUNT(*) AS events, MAX(id) AS newest FROM callback_event WHERE state = 'PARKED'
        GROUP BY endpoint ORDER BY events DESC, newest DESC LIMIT\s""" + ENDPOINTS_MAX,
        row -> new ParkedEndpoint(Text.address(row.getString("endpoint")), row.getLong("events"), row.getLong("newest"))));
  }

  /**
   * Sends all parked events of an endpoint again, in their order, a piece at a time so that others can write between. Those that are
   * parked again meanwhile stay so.
   *
   * @param id of an event to that endpoint
   * @return how many; empty when there is no such event
   */
  public Optional<Integer> resendParked(long id) throws SQLException {
    Optional<StoredEvent> one = outbox.find(id);
    if (one.isEmpty()) {
      return Optional.empty();
    }
    int sum = 0;
    List<Long> piece;
    long last = 0;
    do {
      long after = last;
      piece = database.writeNow(connection -> resendPiece(connection, one.get().event().endpoint(), after));
      sum += piece.size();
      last = piece.isEmpty() ? last : piece.getLast();
    } while (piece.size() == RESEND_ROWS);
    outbox.wake();
    return Optional.of(sum);
  }

  private List<Long> resendPiece(Connection connection, String endpoint, long after) throws SQLException {
    List<StoredEvent> piece = Outbox.list(connection,
        "state = 'PARKED' AND endpoint = ? AND id > ? ORDER BY id LIMIT ?", endpoint, after, RESEND_ROWS);
    for (StoredEvent event : piece) {
      outbox.resend(connection, event);
    }
    return piece.stream().map(StoredEvent::id).toList();
  }

  private static long count(Connection connection, Filter filter, String part) throws SQLException {
    List<Object> arguments = filter.arguments();
    arguments.add(COUNTED_MAX);
    return Sql.number(connection, "SELECT COUNT(*) FROM (SELECT 1 FROM callback_event e WHERE " + filter.condition(part) + " LIMIT ?) counted",
        arguments.toArray());
  }

  private static List<Line> list(Connection connection, Filter filter, String part, int offset, int limit) throws SQLException {
    List<Object> arguments = filter.arguments();
    arguments.addAll(List.of(limit, offset));
    return Sql.list(connection, """
        SELECT e.id, e.endpoint, e.order_key, e.kind, e.related_id, e.state, e.attempts, e.tries, e.created_at, e.next_at, e.delivered_at,
               a.status, a.error
        FROM callback_event e LEFT JOIN callback_attempt a ON a.event_id = e.id AND a.number = e.attempts
        WHERE\s""" + filter.condition(part) + " ORDER BY e.id DESC LIMIT ? OFFSET ?", OutboxLog::line, arguments.toArray());
  }

  private static Line line(ResultSet row) throws SQLException {
    OutboxEvent event = new OutboxEvent(row.getString("endpoint"), "", row.getString("order_key"), row.getString("kind"),
        row.getString("related_id"), "");
    StoredEvent stored = new StoredEvent(row.getLong("id"), event, EventState.valueOf(row.getString("state")), row.getInt("attempts"),
        row.getInt("tries"), Sql.instant(row, "created_at"), Sql.instant(row, "next_at"), Sql.instant(row, "delivered_at"));
    String error = row.getString("error");
    return new Line(stored, row.getInt("status"), error == null ? "" : error);
  }
}
