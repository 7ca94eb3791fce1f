package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as this product writes them: {@code 2026-11-20T13:30:06Z} (contract 1.8). */
final class VodTime {
  /** What stands for never. */
  static final String NEVER = "9999-12-31T23:59:59Z";

  private static final Instant NEVER_AT = Instant.parse(NEVER);

  private VodTime() {}

  /** @param instant null for never */
  static String text(Instant instant) {
    return instant == null ? NEVER : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** @param instant null for what has not happened; then the text is null, too */
  static String textIfAny(Instant instant) {
    return instant == null ? null : text(instant);
  }

  /** Any offset is understood; null for null, and for whatever stands for never. */
  static Instant parse(String parameter, String text) {
    if (text == null) {
      return null;
    }
    Instant instant = instant(parameter, text);
    return instant.isBefore(NEVER_AT) ? instant : null;
  }

  /** When a file is to go; null for never, which empty and null stand for as well. */
  static Instant expiry(String text, Instant now) {
    Instant expiresAt = text == null || text.isEmpty() ? null : parse("ExpireTime", text);
    if (expiresAt != null && expiresAt.isBefore(now)) {
      throw new ApiException("InvalidParameterValue.ExpireTime", "The parameter `ExpireTime` must not be in the past.");
    }
    return expiresAt;
  }

  /** As {@link #expiry}, of one that was checked when it came. */
  static Instant keptExpiry(String text) {
    return expiry(text, Instant.MIN);
  }

  /** Any offset is understood; never is a time as any other. */
  static Instant instant(String parameter, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new ApiException("InvalidParameterValue." + parameter,
          "The parameter `" + parameter + "` must be a time such as 2026-11-20T13:30:06Z or 2026-11-20T21:30:06+08:00.");
    }
  }
}
