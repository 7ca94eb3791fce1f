package io.livetape.callback;

import java.time.Instant;

/**
 * An event as it stands in the outbox.
 *
 * @param attemptCount how often it was sent, resending included
 * @param tryCount how often since it was enqueued or last resent
 * @param nextAt when it is sent next; means something while {@link EventState#WAITING}
 * @param deliveredAt null until delivered
 */
public record StoredEvent(
    long id, OutboxEvent event, EventState state, int attemptCount, int tryCount, Instant createdAt, Instant nextAt, Instant deliveredAt) {

  /** What log lines call it. */
  String text() {
    return Text.printable("%s %s to %s".formatted(event.kind(), event.relatedId(), event.address()));
  }

  /** Where it goes, without the parts of the address where some keep secrets. */
  public String address() {
    return event.address();
  }
}
