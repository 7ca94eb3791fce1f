package io.livetape.api.live;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as the older half of the API writes them: {@code 2026-11-20 21:00:00}, eight hours ahead of UTC (contract 1.8). */
public final class Beijing {
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
  private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private Beijing() {}

  public static String text(Instant instant) {
    return FORMAT.format(instant.atOffset(ZONE));
  }

  /** Empty for a text that is no such time. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, FORMAT).toInstant(ZONE));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
