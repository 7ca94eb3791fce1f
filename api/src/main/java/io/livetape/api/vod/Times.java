package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as this product writes them: {@code 2018-06-29T19:00:00Z}, and the last second of the year 9999 for never (contract 1.8). */
final class Times {
  static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  private Times() {}

  /** @param instant null for a time that there is not */
  static String text(Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** @param expiresAt null for never */
  static String expiry(Instant expiresAt) {
    return text(expiresAt == null ? NEVER : expiresAt);
  }

  /** Any offset is understood. */
  static Instant parse(String parameter, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new ApiException("InvalidParameterValue." + parameter, "The parameter `" + parameter + "` must be a time such as "
          + "2018-06-29T19:00:00Z.");
    }
  }

  /** Null for never; empty counts as never, too. */
  static Instant parseExpiry(String text, Instant now) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    Instant at = parse("ExpireTime", text);
    if (!at.isAfter(now)) {
      throw new ApiException("InvalidParameterValue.ExpireTime", "`ExpireTime` is over.");
    }
    return at.isBefore(NEVER) ? at : null;
  }

  /** As {@link #parseExpiry}, for one that was checked when it came. */
  static Instant parseKeptExpiry(String text) {
    return parseExpiry(text, Instant.MIN);
  }
}
