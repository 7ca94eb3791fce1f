package io.livetape.media.hls;

import io.livetape.media.MalformedMediaException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A media playlist (RFC 8216, 4): fragmented MP4 or MPEG-TS segments that each begin with a sync sample.
 *
 * <p>Its text is a header, one entry per segment, and {@link #END} once no more will follow. The entries depend on nothing but the init
 * section before them, so that a growing playlist can keep them in a file that is only appended to, and be served as
 * {@code header + file (+ END)} at any time. All of it is ASCII. Immutable; any thread.
 *
 * @param targetDurationSeconds no segment is longer when rounded to whole seconds
 * @param mediaSequence number of the first segment
 * @param ended a recording that is complete (type VOD), against one that still grows (type EVENT)
 */
public record HlsPlaylist(int targetDurationSeconds, long mediaSequence, boolean ended, List<Segment> segments) {
  /** The version that knows EXT-X-MAP in playlists with ordinary segments is 6; 7 is what players of fragmented MP4 expect. */
  public static final int VERSION = 7;

  /** The version that knows lengths with decimals, which is all that segments without an init section need. */
  public static final int TS_VERSION = 3;

  public static final String END = "#EXT-X-ENDLIST\n";

  public static final int TARGET_DURATION_SECONDS_MAX = (int) Segment.DURATION_MAX.toSeconds();

  /** Three weeks of two-second segments. */
  public static final int SEGMENT_COUNT_MAX = 1_000_000;

  public HlsPlaylist {
    checkHeader(targetDurationSeconds, mediaSequence);
    segments = List.copyOf(segments);
    for (Segment segment : segments) {
      if (segment.roundedSeconds() > targetDurationSeconds) {
        throw new IllegalArgumentException("segment of " + segment.duration() + " above the target of " + targetDurationSeconds + " s");
      }
    }
  }

  /** The smallest target duration for segments that last {@code longest} at most: rounded, and at least 1. */
  public static int targetDurationSeconds(Duration longest) {
    return (int) Math.max(1, Segment.roundedSeconds(longest));
  }

  /** The lines before the first entry. */
  public static String header(int targetDurationSeconds, long mediaSequence, boolean ended) {
    return header(VERSION, targetDurationSeconds, mediaSequence, ended);
  }

  private static String header(int version, int targetDurationSeconds, long mediaSequence, boolean ended) {
    checkHeader(targetDurationSeconds, mediaSequence);
    return "#EXTM3U\n"
        + "#EXT-X-VERSION:" + version + '\n'
        + "#EXT-X-TARGETDURATION:" + targetDurationSeconds + '\n'
        + "#EXT-X-MEDIA-SEQUENCE:" + mediaSequence + '\n'
        + "#EXT-X-PLAYLIST-TYPE:" + (ended ? "VOD" : "EVENT") + '\n'
        + "#EXT-X-INDEPENDENT-SEGMENTS\n";
  }

  /**
   * The lines of one segment.
   *
   * @param previous the init section of the segment before, nothing before the first
   */
  public static String entry(Segment segment, Optional<InitSection> previous) {
    return PlaylistText.entry(segment, previous);
  }

  /**
   * Reads a whole playlist that this class wrote, and nothing else: an unknown tag is a fault, because writing the playlist again would
   * lose it. The offset of a fault counts characters.
   */
  public static HlsPlaylist parse(String text) throws MalformedMediaException {
    return new PlaylistParser(text).playlist();
  }

  /**
   * Reads entries without header as a recording's crash may have left them: a last entry without its final line break is ignored.
   * The offset of a fault counts characters.
   */
  public static PlaylistBody parseBody(String text) throws MalformedMediaException {
    return new PlaylistParser(text).body();
  }

  /** Appends the whole text. */
  public StringBuilder render(StringBuilder text) {
    text.append(header(version(), targetDurationSeconds, mediaSequence, ended));
    Optional<InitSection> previous = Optional.empty();
    for (Segment segment : segments) {
      text.append(entry(segment, previous));
      previous = segment.init();
    }
    return ended ? text.append(END) : text;
  }

  /** What its text says: {@link #TS_VERSION} if there are segments and none has an init section, else {@link #VERSION}. */
  int version() {
    boolean plain = !segments.isEmpty() && segments.stream().allMatch(segment -> segment.init().isEmpty());
    return plain ? TS_VERSION : VERSION;
  }

  private static void checkHeader(int targetDurationSeconds, long mediaSequence) {
    if (targetDurationSeconds < 1 || targetDurationSeconds > TARGET_DURATION_SECONDS_MAX || mediaSequence < 0) {
      throw new IllegalArgumentException("playlist with target duration " + targetDurationSeconds + ", media sequence " + mediaSequence);
    }
  }
}
