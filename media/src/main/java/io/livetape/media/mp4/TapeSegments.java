package io.livetape.media.mp4;

import io.livetape.media.hls.Segment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the segments of a finished tape lie, found by reading it once: cut as a recording cuts them, at the first sync sample of the
 * leading track (video where there is video) once a segment is long enough, and while that track has stalled at any fragment.
 *
 * @param segments in order; none if the tape has no fragment
 * @param scan what else reading it has shown
 */
public record TapeSegments(List<Run> segments, TapeScan scan) {
  /** Pictures that have not come for as long as this many segments should last have stalled; slide shows are slower than cameras. */
  public static final int STALL_TARGETS = 3;

  /**
   * One segment.
   *
   * @param startMs where its first picture or sound lies on the tape's timeline
   * @param endMs where the next segment starts, or the tape ends
   */
  public record Run(long offset, long endOffset, long startMs, long endMs) {
    public Duration duration() {
      return Segment.between(startMs, endMs);
    }
  }

  /**
   * One fragment.
   *
   * @param syncMs where its leading track's sync sample lies if it begins with one, else negative
   * @param leadMs how long the leading track's last sample in it lasts; negative if it has none
   */
  private record Piece(long offset, long endOffset, long startMs, long endMs, long syncMs, long leadMs) {
    /** Where a segment may begin with it; negative if it may not. */
    long cutMs(boolean stalled) {
      return stalled && leadMs < 0 ? startMs : syncMs;
    }
  }

  /**
   * Reads from the first fragment on. The reader is used up.
   *
   * @param target how long segments are to be
   */
  public static TapeSegments of(TapeReader reader, Duration target) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    int lead = lead(reader.tracks());
    TapeScan scan = TapeScan.of(
        reader, (table, offset, sizeBytes) -> pieces.add(piece(table, lead, reader.tracks(), offset, offset + sizeBytes)));
    return new TapeSegments(cut(pieces, target.toMillis()), scan);
  }

  private static List<Run> cut(List<Piece> pieces, long targetMs) {
    List<Run> segments = new ArrayList<>();
    long startMs = pieces.isEmpty() ? 0 : pieces.getFirst().startMs;
    long tapeEndMs = pieces.stream().mapToLong(Piece::endMs).max().orElse(0);
    int from = 0;
    boolean stalled = false;
    for (int i = 1; i <= pieces.size(); i++) {
      boolean last = i == pieces.size();
      stalled = pieces.get(i - 1).leadMs < 0 ? stalled : pieces.get(i - 1).leadMs >= STALL_TARGETS * targetMs;
      long endMs = last ? tapeEndMs : pieces.get(i).cutMs(stalled);
      if (last || endMs - startMs >= targetMs) {
        segments.add(new Run(pieces.get(from).offset, pieces.get(i - 1).endOffset, startMs, endMs));
        startMs = endMs;
        from = i;
      }
    }
    return segments;
  }

  private static int lead(List<TapeTrack> tracks) {
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).video()) {
        return i;
      }
    }
    return 0;
  }

  private static Piece piece(FragmentTable table, int lead, List<TapeTrack> tracks, long offset, long endOffset) {
    long startMs = Long.MAX_VALUE;
    long endMs = 0;
    for (int i = 0; i < tracks.size(); i++) {
      TrackSamples samples = table.track(i);
      int timescale = tracks.get(i).timescale();
      long dts = samples.baseMediaDecodeTime();
      for (int n = 0; n < samples.count(); n++) {
        long pts = dts + samples.compositionOffset(n);
        startMs = Math.min(startMs, Timescale.nearest(pts, timescale, 1000));
        endMs = Math.max(endMs, Timescale.nearest(pts + samples.duration(n), timescale, 1000));
        dts += samples.duration(n);
      }
    }
    TrackSamples leading = table.track(lead);
    int timescale = tracks.get(lead).timescale();
    boolean sync = leading.count() > 0 && leading.sync(0);
    long syncMs = sync ? Timescale.nearest(leading.baseMediaDecodeTime() + leading.compositionOffset(0), timescale, 1000) : -1;
    long leadMs = leading.count() > 0 ? Timescale.nearest(leading.duration(leading.count() - 1), timescale, 1000) : -1;
    return new Piece(offset, endOffset, startMs, endMs, syncMs, leadMs);
  }
}
