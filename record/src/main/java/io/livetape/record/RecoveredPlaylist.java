package io.livetape.record;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Pictures;
import io.livetape.media.Track;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeSegments;
import io.livetape.media.mp4.TapeTrack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

  private final Duration segmentTarget;
  private final StringBuilder entries = new StringBuilder();
  private Optional<InitSection> previousInit = Optional.empty();
  private List<TapeTrack> previousTracks = List.of();
  private String previousPush = "";
  private final Map<Integer, Track> tracks = new LinkedHashMap<>();
  private long previousEndMs;
  private Instant endedAt = Instant.EPOCH;
  private int targetDurationSeconds;
  private long durationMs;
  private Pictures pictures = Pictures.NONE;

  RecoveredPlaylist(Duration segmentTarget) {
    this.segmentTarget = segmentTarget;
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

  Pictures pictures() {
    return pictures;
  }

  int targetDurationSeconds() {
    return targetDurationSeconds;
  }

  /** A finished tape, the next in order. */
  void add(OpenTape tape, TapeReader reader) throws IOException, MalformedMediaException {
    TapeSegments found = TapeSegments.of(reader, segmentTarget);
    found.scan().fault().ifPresent(
        fault -> log.warn("[recovery] {}: {}; what lies behind that is in no segment", tape.fileName(), fault.getMessage()));
    InitSection init = new InitSection(SpoolNames.tape(tape.tapeId()), new ByteRange(reader.initOffset(), reader.initSizeBytes()));
    long firstMs = found.segments().isEmpty() ? 0 : found.segments().getFirst().startMs();
    boolean discontinuity = !previousTracks.isEmpty() && !follows(reader, firstMs);
    previousEndMs = 0;
    for (TapeSegments.Run run : found.segments()) {
      segment(run, init, tape.startedAt().plusMillis(run.startMs() - firstMs), discontinuity);
      discontinuity = false;
      previousEndMs = run.endMs();
    }
    previousTracks = reader.tracks();
    previousPush = reader.identity().session();
    TapeTrack.tracks(reader.tracks()).forEach(track -> tracks.put(track.id(), track));
    pictures = pictures.plus(found.scan().totals().pictures());
    endedAt = tape.startedAt().plusMillis(found.scan().totals().durationMs());
  }

  /** Each push has a time of its own, however short the one before was. */
  private boolean follows(TapeReader next, long nextMs) {
    return previousTracks.equals(next.tracks()) && previousPush.equals(next.identity().session())
        && Math.abs(nextMs - previousEndMs) <= JOIN_TOLERANCE_MS;
  }

  private void segment(TapeSegments.Run run, InitSection init, Instant beginsAt, boolean discontinuity) {
    Duration duration = run.duration();
    ByteRange range = new ByteRange(run.offset(), run.endOffset() - run.offset());
    Segment segment = new Segment(duration, init.uri(), Optional.of(range), Optional.of(init), Optional.of(beginsAt), discontinuity);
    entries.append(HlsPlaylist.entry(segment, previousInit));
    previousInit = Optional.of(init);
    targetDurationSeconds = Math.max(targetDurationSeconds, HlsPlaylist.targetDurationSeconds(duration));
    durationMs += duration.toMillis();
  }
}
