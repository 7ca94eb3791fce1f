package io.livetape.api.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The nonces of proven calls, as long as their signatures are valid, so that none is accepted twice. Any thread. */
final class UsedNonces {
  /** More than the default rate limit lets through in the time that they are kept. */
  private static final int COUNT_MAX = 100_000;

  private final Duration validity;
  /** When each may be forgotten, in the order in which they came, which is nearly that of these times. */
  private final Map<String, Instant> used = new LinkedHashMap<>();

  /** @param validity how far a signature's time may be from ours, either way */
  UsedNonces(Duration validity) {
    this.validity = validity;
  }

  /**
   * Whether the nonce is new; it is used then.
   *
   * @throws ApiException when there are more calls than can be told apart
   */
  synchronized boolean use(String secretId, Instant signedAt, String nonce, Instant now) {
    for (Iterator<Instant> oldest = used.values().iterator(); oldest.hasNext() && oldest.next().isBefore(now);) {
      oldest.remove();
    }
    if (used.size() >= COUNT_MAX) {
      throw new ApiException("RequestLimitExceeded", "Too many calls with this kind of signature; use TC3-HMAC-SHA256.");
    }
    // A signature from ahead of our clock is valid for longer than one from behind it.
    Instant until = now.plus(validity.multipliedBy(2));
    return used.putIfAbsent(secretId + "/" + signedAt.getEpochSecond() + "/" + nonce, until) == null;
  }
}
