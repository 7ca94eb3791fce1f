package io.livetape.play;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A playlist as a viewer with a signed address gets it: cut to the preview, and with the signature in all it leads to. Pure. */
final class OpenedPlaylist {
  private OpenedPlaylist() {}

  /** @param text a playlist of ours */
  static String text(String text, FileGate.Verdict.Admitted admitted) throws IOException {
    if (admitted.ticket().isEmpty()) {
      return text;
    }
    HlsPlaylist whole = parse(text);
    List<Segment> segments = shown(whole, admitted.preview());
    boolean ended = whole.ended() || segments.size() < whole.segments().size();
    return new HlsPlaylist(whole.targetDurationSeconds(), whole.mediaSequence(), ended,
        segments.stream().map(segment -> opened(segment, admitted.query())).toList()).render(new StringBuilder()).toString();
  }

  /**
   * How much of a tape a preview shows: the bytes up to the end of its last segment.
   *
   * @param text a playlist of ours
   * @return 0 if it shows nothing of this tape
   */
  static long endOffset(String text, String tape, Duration preview) throws IOException {
    return shown(parse(text), Optional.of(preview)).stream().filter(segment -> segment.uri().equals(tape))
        .flatMap(segment -> segment.range().stream()).mapToLong(OpenedPlaylist::end).max().orElse(0);
  }

  private static long end(ByteRange range) {
    return range.offset() + range.sizeBytes();
  }

  /** Those that begin within the preview, the first of all in any case. */
  private static List<Segment> shown(HlsPlaylist playlist, Optional<Duration> preview) {
    if (preview.isEmpty()) {
      return playlist.segments();
    }
    List<Segment> shown = new ArrayList<>();
    Duration reached = Duration.ZERO;
    for (Segment segment : playlist.segments()) {
      if (reached.compareTo(preview.get()) >= 0) {
        break;
      }
      shown.add(segment);
      reached = reached.plus(segment.duration());
    }
    return shown;
  }

  private static Segment opened(Segment segment, String query) {
    Optional<InitSection> init = segment.init().map(section -> new InitSection(section.uri() + query, section.range()));
    return new Segment(
        segment.duration(), segment.uri() + query, segment.range(), init, segment.beginsAt(), segment.discontinuity());
  }

  private static HlsPlaylist parse(String text) throws IOException {
    try {
      return HlsPlaylist.parse(text);
    } catch (MalformedMediaException e) {
      throw new IOException("the recording's own playlist cannot be read", e);
    }
  }
}
