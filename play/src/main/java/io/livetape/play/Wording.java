package io.livetape.play;

import io.livetape.vod.RecordedFile;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How pages say times, lengths, sizes and names in one language; the same in every locale of the machine. Pure; any thread.
 *
 * @param zone of the times
 * @param language of the page
 */
record Wording(ZoneId zone, Language language) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter CHINESE_DAY = DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.ROOT);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  /** What the documented name template puts behind the stream's name. */
  private static final Pattern TIMES_IN_NAME = Pattern.compile("(?<=.)_[0-9]{4}(-[0-9]{2}){5}_[0-9]{4}(-[0-9]{2}){5}$");

  /** As {@link Language#say}. */
  String say(String english, Object... values) {
    return language.say(english, values);
  }

  /** {@code 30 March 2026}, {@code 2026年3月30日}. */
  String day(Instant instant) {
    return switch (language) {
      case ENGLISH -> DAY.format(instant.atZone(zone));
      case CHINESE -> CHINESE_DAY.format(instant.atZone(zone));
    };
  }

  /** {@code 09:00:04 – 09:01:34}, with the second day if there is one. */
  String clocks(Instant from, Instant to) {
    return clock(from) + " – " + (day(from).equals(day(to)) ? clock(to) : onDay(to, clock(to)));
  }

  /** {@code 30 March 2026, 09:00:04 – 09:01:34, UTC}. */
  String span(Instant from, Instant to) {
    return inZone(onDay(from, clocks(from, to)));
  }

  /** {@code 30 March 2026, 09:00:04, UTC}. */
  String instant(Instant instant) {
    return inZone(onDay(instant, clock(instant)));
  }

  /** {@code 30 Mar 2026, 09:00}, {@code 2026年3月30日 09:00}: where there is little room. */
  String moment(Instant instant) {
    String minute = MINUTE.format(instant.atZone(zone));
    return switch (language) {
      case ENGLISH -> SHORT_DAY.format(instant.atZone(zone)) + ", " + minute;
      case CHINESE -> day(instant) + " " + minute;
    };
  }

  /** {@code since 09:00}: of what goes on. */
  String since(Instant instant) {
    return say("since %s", MINUTE.format(instant.atZone(zone)));
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

  private String onDay(Instant instant, String clocks) {
    return switch (language) {
      case ENGLISH -> day(instant) + ", " + clocks;
      case CHINESE -> day(instant) + " " + clocks;
    };
  }

  private String inZone(String times) {
    String name = zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    return switch (language) {
      case ENGLISH -> times + ", " + name;
      case CHINESE -> times + "（" + (name.equals("Asia/Shanghai") ? "北京时间" : name) + "）";
    };
  }
}
