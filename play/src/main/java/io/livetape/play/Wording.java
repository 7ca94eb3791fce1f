package io.livetape.play;

import io.livetape.vod.RecordedFile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How pages say times, lengths, sizes and names; the same in every locale of the machine. Pure; any thread.
 *
 * @param zone of the times
 */
record Wording(ZoneId zone) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  /** What the documented name template puts behind the stream's name. */
  private static final Pattern TIMES_IN_NAME = Pattern.compile("(?<=.)_[0-9]{4}(-[0-9]{2}){5}_[0-9]{4}(-[0-9]{2}){5}$");

  /** {@code 30 March 2026}. */
  String day(Instant instant) {
    return DAY.format(instant.atZone(zone));
  }

  /** {@code 09:00:04 – 09:01:34}, with the second day if there is one. */
  String clocks(Instant from, Instant to) {
    return clock(from) + " – " + (day(from).equals(day(to)) ? "" : day(to) + ", ") + clock(to);
  }

  /** {@code 30 March 2026, 09:00:04 – 09:01:34, UTC}. */
  String span(Instant from, Instant to) {
    return day(from) + ", " + clocks(from, to) + ", " + zoneName();
  }

  /** {@code 30 March 2026, 09:00:04, UTC}. */
  String instant(Instant instant) {
    return day(instant) + ", " + clock(instant) + ", " + zoneName();
  }

  /** {@code 30 March 2026, 09:00}. */
  String moment(Instant instant) {
    return day(instant) + ", " + MINUTE.format(instant.atZone(zone));
  }

  /** {@code since 09:00}: of what goes on. */
  String since(Instant instant) {
    return "since " + MINUTE.format(instant.atZone(zone));
  }

  /** A file's name without the times that stand elsewhere on the page. */
  static String title(RecordedFile file) {
    return TIMES_IN_NAME.matcher(file.name()).replaceFirst("");
  }

  /** {@code 1:30}, {@code 1:02:05}. */
  static String length(long durationMs) {
    long seconds = (durationMs + 500) / 1000;
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** {@code 12 kB}, {@code 1.8 MB}, {@code 97.5 GB}. */
  static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.0f kB", Math.ceil(bytes / 1e3));
    }
    return bytes < 1_000_000_000L
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6) : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** {@code MP4}. */
  static String format(RecordedFile file) {
    return file.format().label().toUpperCase(Locale.ROOT);
  }

  private String clock(Instant instant) {
    return CLOCK.format(instant.atZone(zone));
  }

  private String zoneName() {
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
