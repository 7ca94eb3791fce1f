package io.livetape.console.files;

import io.livetape.callback.Attempt;
import io.livetape.callback.EventState;
import io.livetape.callback.Outbox;
import io.livetape.callback.StoredEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What receivers were told of a file, the newest first.
 *
 * @param events {@value #MAX} at most
 */
record Deliveries(List<Event> events) {
  static final int MAX = 50;

  /**
   * Times are milliseconds since the epoch.
   *
   * @param address without its user and its query
   * @param state as the outbox calls it
   * @param nextAt when it is sent again; null unless it waits
   */
  record Event(String id, String kind, String address, String state, long createdAt, Long nextAt, List<Sent> attempts) {}

  /**
   * One attempt.
   *
   * @param status of HTTP; 0 without an answer
   * @param error why there was none
   * @param answer the beginning of its body
   */
  record Sent(long number, long startedAt, long durationMs, long status, String error, String answer) {}

  static Deliveries about(Outbox outbox, String fileId) throws SQLException {
    List<Event> events = new ArrayList<>();
    for (StoredEvent event : outbox.about(fileId, MAX)) {
      events.add(event(event, outbox.attempts(event.id())));
    }
    return new Deliveries(events);
  }

  private static Event event(StoredEvent event, List<Attempt> attempts) {
    Instant nextAt = event.state() == EventState.WAITING ? event.nextAt() : null;
    return new Event(Long.toString(event.id()), event.event().kind(), event.address(), event.state().name(),
        event.createdAt().toEpochMilli(), nextAt == null ? null : nextAt.toEpochMilli(), attempts.stream().map(Deliveries::sent).toList());
  }

  private static Sent sent(Attempt attempt) {
    return new Sent(attempt.number(), attempt.startedAt().toEpochMilli(), attempt.durationMs(), attempt.status(), attempt.error(),
        attempt.answer());
  }
}
