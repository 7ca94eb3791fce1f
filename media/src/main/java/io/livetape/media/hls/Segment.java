package io.livetape.media.hls;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * One media segment of a playlist.
 *
 * @param duration what is played of it; kept to the microsecond (cut, not rounded), the six decimals of a playlist
 * @param range part of the resource, or all of it
 * @param init what it needs for decoding; nothing for MPEG-TS
 * @param beginsAt date and time of its first sample; kept to the millisecond
 * @param discontinuity whether times or formats break between the segment before and this one
 */
public record Segment(
    Duration duration, String uri, Optional<ByteRange> range, Optional<InitSection> init, Optional<Instant> beginsAt,
    boolean discontinuity) {
  /** Addresses are our own names and their signatures; this is far above both. */
  public static final int URI_LENGTH_MAX = 2_048;

  /** A day: no key frame distance comes near it. */
  public static final Duration DURATION_MAX = Duration.ofDays(1);

  public Segment {
    if (duration.isNegative() || duration.compareTo(DURATION_MAX) > 0) {
      throw new IllegalArgumentException("segment of " + duration);
    }
    checkUri(uri);
    Objects.requireNonNull(range);
    Objects.requireNonNull(init);
    duration = duration.truncatedTo(ChronoUnit.MICROS);
    beginsAt = beginsAt.map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
  }

  /**
   * The length of a segment between two instants that a stream's own clock gives: at least a millisecond, so that players move on,
   * and no more than {@link #DURATION_MAX}, however long no key frame came.
   */
  public static Duration between(long startMs, long endMs) {
    return Duration.ofMillis(Math.clamp(endMs - startMs, 1, DURATION_MAX.toMillis()));
  }

  /** The duration rounded to whole seconds, half a second up: what the target duration must not be below (RFC 8216, 4.3.3.1). */
  public long roundedSeconds() {
    return roundedSeconds(duration);
  }

  static long roundedSeconds(Duration duration) {
    return duration.truncatedTo(ChronoUnit.MICROS).plusMillis(500).toSeconds();
  }

  /** An address is of ASCII (RFC 3986) and must survive both as a line and within quotes. */
  static void checkUri(String uri) {
    boolean printable = uri.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"');
    if (uri.isEmpty() || uri.length() > URI_LENGTH_MAX || uri.startsWith("#") || !printable) {
      throw new IllegalArgumentException("no playlist address: " + uri);
    }
  }
}
