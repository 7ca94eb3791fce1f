package io.livetape.callback;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table as a dispatcher sees it: what is due, and what an attempt changes. Only the first event of each lane is ever looked at. */
final class Lanes {
  /** What one look found. {@code nextAt} is when the next event comes due, if one is known. */
  record Look(List<StoredEvent> due, Optional<Instant> nextAt) {}

  private final DeliveryPolicy policy;

  Lanes(DeliveryPolicy policy) {
    this.policy = policy;
  }

  /**
   * Due events of each endpoint, longest due first: twice as many as may be under way there, so that those which are do not hide others.
   */
  Look look(Connection connection, Instant now) throws SQLException {
    List<StoredEvent> due = new ArrayList<>();
    Instant next = null;
    for (String endpoint = endpointAfter(connection, ""); endpoint != null; endpoint = endpointAfter(connection, endpoint)) {
      due.addAll(dueAt(connection, endpoint, now));
      Instant here = nextAt(connection, endpoint, now);
      next = next == null || here != null && here.isBefore(next) ? here : next;
    }
    return new Look(due, Optional.ofNullable(next));
  }

  /**
   * Writes down an attempt and what became of the event; when it is done with, the next of its lane comes first. An event that somebody
   * has deleted meanwhile leaves no trace.
   *
   * @return the lane's next event, if one is due now
   */
  Optional<StoredEvent> settle(Connection connection, StoredEvent event, Sending sending, Verdict verdict) throws SQLException {
    int number = event.attemptCount() + 1;
    Instant deliveredAt = verdict.state() == EventState.DELIVERED ? verdict.nextAt() : null;
    int found = Sql.update(connection,
        "UPDATE callback_event SET state = ?, attempts = ?, tries = ?, next_at = ?, delivered_at = ? WHERE id = ?",
        verdict.state(), number, event.tryCount() + 1, verdict.nextAt(), deliveredAt, event.id());
    if (found == 1) {
      insertAttempt(connection, event.id(), Attempt.of(number, sending));
    }
    return verdict.state() == EventState.WAITING ? Optional.empty() : advance(connection, event.event(), verdict.nextAt());
  }

  /** Gives each lane that has lost its first event, by a hand in the table, another one. */
  void heal(Connection connection, Instant now) throws SQLException {
    Sql.update(connection, """
        UPDATE callback_event SET state = 'WAITING', next_at = ? WHERE id IN
          (SELECT MIN(q.id) FROM callback_event q WHERE q.state = 'QUEUED' AND NOT EXISTS
             (SELECT 1 FROM callback_event w WHERE w.state = 'WAITING' AND w.endpoint = q.endpoint AND w.order_key = q.order_key)
           GROUP BY q.endpoint, q.order_key)""", now);
  }

  private static void insertAttempt(Connection connection, long id, Attempt attempt) throws SQLException {
    Sql.update(connection, "INSERT INTO callback_attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?)", id, attempt.number(), attempt.startedAt(),
        attempt.durationMs(), attempt.status(), attempt.error(), attempt.requestBytes(), attempt.answer());
  }

  private static Optional<StoredEvent> advance(Connection connection, OutboxEvent done, Instant now) throws SQLException {
    Optional<Long> next = Sql.first(connection, """
        UPDATE callback_event SET state = 'WAITING', next_at = ? WHERE id =
          (SELECT MIN(id) FROM callback_event WHERE state = 'QUEUED' AND endpoint = ? AND order_key = ?)
           AND NOT EXISTS (SELECT 1 FROM callback_event WHERE state = 'WAITING' AND endpoint = ? AND order_key = ?) RETURNING id""",
        row -> row.getLong(1), now, done.endpoint(), done.orderKey(), done.endpoint(), done.orderKey());
    return next.isPresent() ? Outbox.find(connection, next.get()) : Optional.empty();
  }

  /** The endpoints one by one, each by a step in the index, since there are few of them and may be many events. */
  private static String endpointAfter(Connection connection, String endpoint) throws SQLException {
    return Sql.first(connection, "SELECT endpoint FROM callback_event WHERE state = 'WAITING' AND endpoint > ? ORDER BY endpoint LIMIT 1",
        row -> row.getString(1), endpoint).orElse(null);
  }

  /** An event further away than any retry can be was left there by a clock that has been put back since; it is due too. */
  private List<StoredEvent> dueAt(Connection connection, String endpoint, Instant now) throws SQLException {
    int limit = 2 * policy.parallelMax();
    List<StoredEvent> due = Outbox.list(connection,
        "state = 'WAITING' AND endpoint = ? AND next_at <= ? ORDER BY next_at LIMIT ?", endpoint, now, limit);
    due.addAll(Outbox.list(connection,
        "state = 'WAITING' AND endpoint = ? AND next_at > ? ORDER BY next_at LIMIT ?", endpoint, horizon(now), limit - due.size()));
    return due;
  }

  private static Instant nextAt(Connection connection, String endpoint, Instant now) throws SQLException {
    return Sql.first(connection,
        "SELECT MIN(next_at) AS next_at FROM callback_event WHERE state = 'WAITING' AND endpoint = ? AND next_at > ?",
        row -> Sql.instant(row, "next_at"), endpoint, now).orElse(null);
  }

  private Instant horizon(Instant now) {
    return now.plus(policy.retryAfter()).plus(Duration.ofSeconds(1));
  }
}
