package io.livetape.vod;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How recording files are named. Placeholders: {@code {StreamID}}, and for the start and the end of the file {@code {StartYear}},
 * {@code {StartMonth}}, {@code {StartDay}}, {@code {StartHour}}, {@code {StartMinute}}, {@code {StartSecond}},
 * {@code {StartMillisecond}} and {@code {EndYear}} … {@code {EndMillisecond}}, with leading zeros.
 *
 * <p>Names need not be unique, and are never used as paths.
 */
public record NameTemplate(String text) {
  public static final int TEXT_MAX_CHARS = 512;

  private static final String STREAM = "StreamID";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern TIME = Pattern.compile("(Start|End)(\\w+)");
  private static final Map<String, DateTimeFormatter> UNITS = Map.of(
      "Year", DateTimeFormatter.ofPattern("uuuu"), "Month", DateTimeFormatter.ofPattern("MM"), "Day", DateTimeFormatter.ofPattern("dd"),
      "Hour", DateTimeFormatter.ofPattern("HH"), "Minute", DateTimeFormatter.ofPattern("mm"), "Second", DateTimeFormatter.ofPattern("ss"),
      "Millisecond", DateTimeFormatter.ofPattern("SSS"));

  /** The documented default; it stands below what its constructor uses. */
  public static final NameTemplate DEFAULT = new NameTemplate(
      "{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}"
          + "_{EndYear}-{EndMonth}-{EndDay}-{EndHour}-{EndMinute}-{EndSecond}");

  /** @throws IllegalArgumentException for an empty or overlong text, an unknown placeholder or a brace without its other */
  public NameTemplate {
    if (text.isBlank() || text.length() > TEXT_MAX_CHARS) {
      throw new IllegalArgumentException("file name template has " + text.length() + " characters, not 1 to " + TEXT_MAX_CHARS);
    }
    String plain = PLACEHOLDER.matcher(text).replaceAll(match -> known(match.group(1)));
    if (plain.contains("{") || plain.contains("}")) {
      throw new IllegalArgumentException("file name template has a brace without its other: " + text);
    }
  }

  /**
   * The name of a file of this stream, with times as a clock in that zone shows them, cut to {@link RecordedFile#NAME_MAX_CHARS}.
   *
   * @param stream the stream's name, or what the push address gives for it
   */
  public String name(String stream, Instant startedAt, Instant endedAt, ZoneId zone) {
    String name = PLACEHOLDER.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), stream, startedAt, endedAt, zone)));
    return name.substring(0, Math.min(name.length(), RecordedFile.NAME_MAX_CHARS));
  }

  private static String value(String placeholder, String stream, Instant startedAt, Instant endedAt, ZoneId zone) {
    if (placeholder.equals(STREAM)) {
      return stream;
    }
    Matcher time = TIME.matcher(placeholder);
    time.matches();
    return UNITS.get(time.group(2)).format((time.group(1).equals("Start") ? startedAt : endedAt).atZone(zone));
  }

  private static String known(String placeholder) {
    Matcher time = TIME.matcher(placeholder);
    if (!placeholder.equals(STREAM) && !(time.matches() && UNITS.containsKey(time.group(2)))) {
      throw new IllegalArgumentException("unknown placeholder {" + placeholder + "} in a file name template; known are {StreamID},"
          + " {StartYear}, {StartMonth}, {StartDay}, {StartHour}, {StartMinute}, {StartSecond}, {StartMillisecond} and the same with End");
    }
    return "";
  }
}
