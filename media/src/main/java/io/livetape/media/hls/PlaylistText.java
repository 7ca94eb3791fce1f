package io.livetape.media.hls;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The lines of a playlist entry, in this order, those in brackets only where they say something:
 * <pre>
 *   [#EXT-X-DISCONTINUITY]
 *   [#EXT-X-MAP:URI="…",BYTERANGE="size@offset"]
 *   [#EXT-X-PROGRAM-DATE-TIME:2026-01-31T12:00:00.000Z]
 *   #EXTINF:2.000000,
 *   [#EXT-X-BYTERANGE:size@offset]
 *   address
 * </pre>
 */
final class PlaylistText {
  static final String DISCONTINUITY = "#EXT-X-DISCONTINUITY";
  static final String MAP = "#EXT-X-MAP:";
  static final String DATE_TIME = "#EXT-X-PROGRAM-DATE-TIME:";
  static final String DURATION = "#EXTINF:";
  static final String BYTE_RANGE = "#EXT-X-BYTERANGE:";
  static final String MAP_URI = "URI=\"";
  static final String MAP_RANGE = "\",BYTERANGE=\"";

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PlaylistText() {}

  static String entry(Segment segment, Optional<InitSection> previous) {
    var lines = new StringBuilder();
    if (segment.discontinuity()) {
      lines.append(DISCONTINUITY).append('\n');
    }
    if (!segment.init().equals(previous)) {
      appendMap(lines, segment);
    }
    segment.beginsAt().ifPresent(instant -> lines.append(DATE_TIME).append(dateTime(instant)).append('\n'));
    lines.append(DURATION).append(seconds(segment.duration())).append(",\n");
    segment.range().ifPresent(range -> lines.append(BYTE_RANGE).append(range).append('\n'));
    return lines.append(segment.uri()).append('\n').toString();
  }

  /** A map holds for all segments up to the next one; there is no way to take it back. */
  private static void appendMap(StringBuilder lines, Segment segment) {
    InitSection init = segment.init()
        .orElseThrow(() -> new IllegalArgumentException("segment without init section after one with: " + segment.uri()));
    lines.append(MAP).append(MAP_URI).append(init.uri());
    init.range().ifPresent(range -> lines.append(MAP_RANGE).append(range));
    lines.append("\"\n");
  }

  private static String dateTime(Instant instant) {
    return MILLISECONDS.format(instant);
  }

  /** By whole numbers, so that neither locale nor binary fractions have a say. */
  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%d.%06d", duration.toSeconds(), duration.toNanosPart() / 1_000);
  }
}
