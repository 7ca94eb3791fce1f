package io.livetape.record;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.FragmentTable;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeScan;
import io.livetape.media.mp4.TapeTrack;
import io.livetape.media.mp4.TrackSamples;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds an HLS file's entries anew from its tapes, cutting segments where the recording would have cut them. One thread. */
final class RecoveredPlaylist {
  private static final Logger log = LoggerFactory.getLogger(RecoveredPlaylist.class);

  /** Tapes that follow each other by a cut are closer than this; more is a gap. */
  private static final long JOIN_TOLERANCE_MS = 250;

  private final long targetMs;
  private final long stallMs;
  private final StringBuilder entries = new StringBuilder();
  private Optional<InitSection> previousInit = Optional.empty();
  private List<TapeTrack> previousTracks = List.of();
  private String previousPush = "";
  private final Map<Integer, Track> tracks = new LinkedHashMap<>();
  private long previousEndMs;
  private Instant endedAt = Instant.EPOCH;
  private int targetDurationSeconds;
  private long durationMs;

  RecoveredPlaylist(Duration segmentTarget) {
    targetMs = segmentTarget.toMillis();
    stallMs = TapeOutput.STALL_TARGETS * targetMs;
    targetDurationSeconds = HlsPlaylist.targetDurationSeconds(segmentTarget);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  String entries() {
    return entries.toString();
  }

  /** Every track that is on the tapes, newest format each. */
  List<Track> tracks() {
    return List.copyOf(tracks.values());
  }

  Instant endedAt() {
    return endedAt;
  }

  long durationMs() {
    return durationMs;
  }

  int targetDurationSeconds() {
    return targetDurationSeconds;
  }

  /** A finished tape, the next in order. */
  void add(OpenTape tape, TapeReader reader) throws IOException, MalformedMediaException {
    List<Piece> pieces = new ArrayList<>();
    int lead = lead(reader.tracks());
    TapeScan scan = TapeScan.of(reader, (table, offset, sizeBytes) -> pieces.add(piece(table, lead, reader.tracks(), offset, sizeBytes)));
    scan.fault().ifPresent(
        fault -> log.warn("[recovery] {}: {}; what lies behind that is in no segment", tape.fileName(), fault.getMessage()));
    InitSection init = new InitSection(SpoolNames.tape(tape.tapeId()), new ByteRange(reader.initOffset(), reader.initSizeBytes()));
    long firstMs = pieces.isEmpty() ? 0 : pieces.getFirst().startMs;
    boolean discontinuity = !previousTracks.isEmpty() && !follows(reader, firstMs);
    long startMs = firstMs;
    int from = 0;
    boolean stalled = false;
    for (int i = 1; i <= pieces.size(); i++) {
      boolean last = i == pieces.size();
      stalled = pieces.get(i - 1).leadMs < 0 ? stalled : pieces.get(i - 1).leadMs >= stallMs;
      long endMs = last ? endMs(pieces) : pieces.get(i).cutMs(stalled);
      if (last || endMs - startMs >= targetMs) {
        segment(pieces.subList(from, i), init, startMs, endMs, tape.startedAt().plusMillis(startMs - firstMs), discontinuity);
        discontinuity = false;
        startMs = endMs;
        from = i;
      }
    }
    previousTracks = reader.tracks();
    previousEndMs = endMs(pieces);
    previousPush = reader.identity().session();
    RecoveredTape.tracks(reader.tracks()).forEach(track -> tracks.put(track.id(), track));
    endedAt = tape.startedAt().plusMillis(scan.totals().durationMs());
  }

  /** Each push has a time of its own, however short the one before was. */
  private boolean follows(TapeReader next, long nextMs) {
    return previousTracks.equals(next.tracks()) && previousPush.equals(next.identity().session())
        && Math.abs(nextMs - previousEndMs) <= JOIN_TOLERANCE_MS;
  }

  /**
   * One fragment.
   *
   * @param syncMs where its leading track's sync sample lies if it begins with one, else negative
   * @param leadMs how long the leading track's last sample in it lasts; negative if it has none
   */
  private record Piece(long offset, long sizeBytes, long startMs, long endMs, long syncMs, long leadMs) {
    /** Where a segment may begin with it; negative if it may not. */
    long cutMs(boolean stalled) {
      return stalled && leadMs < 0 ? startMs : syncMs;
    }
  }

  private static int lead(List<TapeTrack> tracks) {
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).video()) {
        return i;
      }
    }
    return 0;
  }

  private static Piece piece(FragmentTable table, int lead, List<TapeTrack> tracks, long offset, long sizeBytes) {
    long startMs = Long.MAX_VALUE;
    long endMs = 0;
    for (int i = 0; i < tracks.size(); i++) {
      TrackSamples samples = table.track(i);
      long dts = samples.baseMediaDecodeTime();
      for (int n = 0; n < samples.count(); n++) {
        long pts = dts + samples.compositionOffset(n);
        startMs = Math.min(startMs, MediaClock.rescale(pts, tracks.get(i).timescale(), 1000));
        endMs = Math.max(endMs, MediaClock.rescale(pts + samples.duration(n), tracks.get(i).timescale(), 1000));
        dts += samples.duration(n);
      }
    }
    TrackSamples leading = table.track(lead);
    boolean sync = leading.count() > 0 && leading.sync(0);
    long syncMs = sync
        ? MediaClock.rescale(leading.baseMediaDecodeTime() + leading.compositionOffset(0), tracks.get(lead).timescale(), 1000) : -1;
    long leadMs = leading.count() > 0
        ? MediaClock.rescale(leading.duration(leading.count() - 1), tracks.get(lead).timescale(), 1000) : -1;
    return new Piece(offset, sizeBytes, startMs, endMs, syncMs, leadMs);
  }

  private static long endMs(List<Piece> pieces) {
    return pieces.stream().mapToLong(Piece::endMs).max().orElse(0);
  }

  private void segment(
      List<Piece> pieces, InitSection init, long startMs, long endMs, Instant beginsAt, boolean discontinuity) {
    Duration duration = Segment.between(startMs, endMs);
    long offset = pieces.getFirst().offset;
    long sizeBytes = pieces.getLast().offset + pieces.getLast().sizeBytes - offset;
    Segment segment = new Segment(
        duration, init.uri(), Optional.of(new ByteRange(offset, sizeBytes)), Optional.of(init), Optional.of(beginsAt), discontinuity);
    entries.append(HlsPlaylist.entry(segment, previousInit));
    previousInit = Optional.of(init);
    targetDurationSeconds = Math.max(targetDurationSeconds, HlsPlaylist.targetDurationSeconds(duration));
    durationMs += duration.toMillis();
  }
}
