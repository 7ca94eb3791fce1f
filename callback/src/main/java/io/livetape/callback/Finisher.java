package io.livetape.callback;

import java.time.Instant;

/** Completes a body right before it is sent, with what depends on the moment and on a secret: an expiry, a signature. */
@FunctionalInterface
public interface Finisher {
  /**
   * @param keyRef as in {@link OutboxEvent#keyRef}
   * @return the bytes to send, as text. Whatever it throws counts as a failed attempt
   */
  String finish(String keyRef, String body, Instant now);
}
