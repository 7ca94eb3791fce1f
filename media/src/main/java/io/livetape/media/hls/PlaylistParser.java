package io.livetape.media.hls;

import io.livetape.media.MalformedMediaException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link HlsPlaylist} and {@link PlaylistText} write, line by line. One text, one thread. */
final class PlaylistParser {
  private static final int LINE_LENGTH_MAX = Segment.URI_LENGTH_MAX + 128;
  private static final Pattern HEADER = Pattern.compile(
      "\\A#EXTM3U\n#EXT-X-VERSION:([37])\n#EXT-X-TARGETDURATION:(\\d{1,9})\n#EXT-X-MEDIA-SEQUENCE:(\\d{1,18})\n"
          + "#EXT-X-PLAYLIST-TYPE:(VOD|EVENT)\n#EXT-X-INDEPENDENT-SEGMENTS\n");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})@(\\d{1,18})");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})\\.(\\d{6}),");
  private static final Pattern MAP = Pattern.compile("URI=\"([^\"]+)\"(?:,BYTERANGE=\"([^\"]+)\")?");

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private int lineStart;
  private int wholeLength;

  private boolean discontinuity;
  private Optional<InitSection> init = Optional.empty();
  private Optional<Instant> beginsAt = Optional.empty();
  private Optional<Duration> duration = Optional.empty();
  private Optional<ByteRange> range = Optional.empty();

  PlaylistParser(String text) {
    this.text = text;
  }

  HlsPlaylist playlist() throws MalformedMediaException {
    Matcher header = HEADER.matcher(text);
    if (!header.lookingAt()) {
      throw malformed("not a playlist of ours");
    }
    lineStart = header.end();
    wholeLength = lineStart;
    boolean ended = header.group(4).equals("VOD");
    readEntries(ended ? text.length() - HlsPlaylist.END.length() : text.length());
    if (wholeLength != lineStart || !text.substring(lineStart).equals(ended ? HlsPlaylist.END : "")) {
      throw malformed("playlist does not end after an entry");
    }
    HlsPlaylist playlist = built(() -> new HlsPlaylist(
        Integer.parseInt(header.group(2)), Long.parseLong(header.group(3)), ended, segments));
    if (Integer.parseInt(header.group(1)) != playlist.version()) {
      throw malformed("a version that does not fit the segments");
    }
    return playlist;
  }

  PlaylistBody body() throws MalformedMediaException {
    readEntries(text.length());
    return new PlaylistBody(segments, wholeLength);
  }

  /** Takes whole lines up to {@code end}. */
  private void readEntries(int end) throws MalformedMediaException {
    for (int lineEnd = text.indexOf('\n', lineStart); lineEnd >= 0 && lineEnd < end; lineEnd = text.indexOf('\n', lineStart)) {
      if (lineEnd - lineStart > LINE_LENGTH_MAX) {
        throw malformed("line of " + (lineEnd - lineStart) + " characters, at most " + LINE_LENGTH_MAX);
      }
      String line = text.substring(lineStart, lineEnd);
      if (line.startsWith("#")) {
        readTag(line);
        lineStart = lineEnd + 1;
      } else {
        addSegment(line);
        lineStart = lineEnd + 1;
        wholeLength = lineStart;
      }
    }
  }

  private void readTag(String line) throws MalformedMediaException {
    if (line.equals(PlaylistText.DISCONTINUITY)) {
      discontinuity = true;
    } else if (line.startsWith(PlaylistText.MAP)) {
      init = Optional.of(readMap(line.substring(PlaylistText.MAP.length())));
    } else if (line.startsWith(PlaylistText.DATE_TIME)) {
      beginsAt = Optional.of(readInstant(line.substring(PlaylistText.DATE_TIME.length())));
    } else if (line.startsWith(PlaylistText.DURATION)) {
      duration = Optional.of(readDuration(line.substring(PlaylistText.DURATION.length())));
    } else if (line.startsWith(PlaylistText.BYTE_RANGE)) {
      range = Optional.of(readRange(line.substring(PlaylistText.BYTE_RANGE.length())));
    } else {
      throw malformed("unknown line");
    }
  }

  private void addSegment(String uri) throws MalformedMediaException {
    if (segments.size() == HlsPlaylist.SEGMENT_COUNT_MAX) {
      throw malformed("more than " + HlsPlaylist.SEGMENT_COUNT_MAX + " segments");
    }
    Duration lasting = duration.orElseThrow(() -> malformed("segment without duration"));
    segments.add(built(() -> new Segment(lasting, uri, range, init, beginsAt, discontinuity)));
    discontinuity = false;
    beginsAt = Optional.empty();
    duration = Optional.empty();
    range = Optional.empty();
  }

  private InitSection readMap(String attributes) throws MalformedMediaException {
    Matcher map = matching(MAP, attributes);
    Optional<ByteRange> mapRange = map.group(2) == null ? Optional.empty() : Optional.of(readRange(map.group(2)));
    return built(() -> new InitSection(map.group(1), mapRange));
  }

  private ByteRange readRange(String value) throws MalformedMediaException {
    Matcher numbers = matching(RANGE, value);
    return built(() -> new ByteRange(Long.parseLong(numbers.group(2)), Long.parseLong(numbers.group(1))));
  }

  private Duration readDuration(String value) throws MalformedMediaException {
    Matcher seconds = matching(SECONDS, value);
    return Duration.ofSeconds(Long.parseLong(seconds.group(1))).plus(Long.parseLong(seconds.group(2)), ChronoUnit.MICROS);
  }

  private Instant readInstant(String value) throws MalformedMediaException {
    return built(() -> Instant.parse(value));
  }

  private Matcher matching(Pattern pattern, String value) throws MalformedMediaException {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.matches()) {
      throw malformed("cannot read the value");
    }
    return matcher;
  }

  /** What a value refuses on construction is here a fault of the text. */
  private <T> T built(Supplier<T> value) throws MalformedMediaException {
    try {
      return value.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw malformed(e.getMessage());
    }
  }

  private MalformedMediaException malformed(String message) {
    return new MalformedMediaException(lineStart, message);
  }
}
