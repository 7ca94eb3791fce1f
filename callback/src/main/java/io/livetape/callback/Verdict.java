package io.livetape.callback;

import java.time.Instant;

/** What becomes of an event after an attempt: its next state and, for {@link EventState#WAITING}, when it is sent again. */
record Verdict(EventState state, Instant nextAt) {

  /** @param now the end of the attempt */
  static Verdict of(DeliveryPolicy policy, StoredEvent event, Outcome outcome, Instant now) {
    if (outcome.delivered()) {
      return new Verdict(EventState.DELIVERED, now);
    }
    boolean again = !(outcome instanceof Outcome.Refused) && event.tryCount() < policy.retryMax();
    return again ? new Verdict(EventState.WAITING, now.plus(policy.retryAfter())) : new Verdict(EventState.PARKED, now);
  }
}
