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

  /** Any offset is understood; null for null, and for whatever stands for never. */
  static Instant parse(String parameter, String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.isBefore(NEVER_AT) ? instant : null;
    } catch (DateTimeException _) {
      throw new ApiException("InvalidParameterValue." + parameter,
          "The parameter `" + parameter + "` must be a time such as 2026-11-20T13:30:06Z or 2026-11-20T21:30:06+08:00.");
    }
  }
}
