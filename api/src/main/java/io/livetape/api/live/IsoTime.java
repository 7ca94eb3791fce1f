package io.livetape.api.live;

import io.livetape.api.transport.ApiException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as the newer half of the API writes them: {@code 2018-06-29T19:00:00Z} (contract 1.8). */
final class IsoTime {
  private IsoTime() {}

  static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Any offset is understood. */
  static Instant parse(String parameter, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw ApiException.invalid(parameter, "a time such as 2018-06-29T19:00:00Z");
    }
  }
}
