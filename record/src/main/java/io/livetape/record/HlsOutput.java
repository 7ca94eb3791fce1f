package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.TapeHeader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The HLS file of one session: a list of byte ranges of its tapes. The list's entries lie in a file of the spool to which each finished
 * segment is appended, after its bytes; the playlist that players get is a header, that file, and at last the end tag.
 *
 * <p>Publisher's thread.
 */
final class HlsOutput {
  private static final long FROM_THE_FIRST_SAMPLE = -1;

  private final SessionFiles files;
  private final long fileId;
  private final long targetMs;

  private OpenFile identity;
  private GrowingHls growing;
  private PlaylistFile body;
  private SpoolFile tapeFile;
  private Optional<InitSection> previousInit = Optional.empty();
  private long durationMs;
  private long bodyBytes;
  private final Map<Integer, Track> tracksSeen = new LinkedHashMap<>();

  // The tape being written.
  private InitSection init;
  private boolean discontinuity;

  // The segment being written; its bytes reach to where the next one begins.
  private long segmentOffset;
  private long segmentStartMs;
  private long segmentAtMicros;

  HlsOutput(SessionFiles files) {
    this.files = files;
    fileId = files.newId();
    targetMs = files.parts().config().segmentTarget().toMillis();
  }

  long fileId() {
    return fileId;
  }

  OpenFile identity() {
    return identity;
  }

  /** Begins the file; false when it has begun before. */
  boolean begin(long atMicros) {
    if (identity != null) {
      return false;
    }
    identity = files.openFile(FileFormat.HLS, fileId, atMicros);
    int targetSeconds = Math.max(1, (int) Math.ceil(targetMs / 1000.0));
    growing = new GrowingHls(
        fileId, files.push().stream(), files.parts().spool().path(SpoolNames.playlistBody(fileId)), targetSeconds);
    files.parts().growing().put(fileId, growing);
    return true;
  }

  /** @param startsAnew whether what comes does not simply follow what was before: another format, or a gap */
  void tapeBegins(OpenTape tape, List<Track> tracks, TapeHeader header, SpoolFile file, long atMicros, boolean startsAnew) {
    if (body == null) {
      body = files.parts().spool().createPlaylist(SpoolNames.playlistBody(fileId));
    }
    tapeFile = file;
    tracks.forEach(track -> tracksSeen.put(track.id(), track));
    String spoolName = SpoolNames.tape(tape.tapeId());
    growing.add(
        tape.tapeId(), new GrowingHls.TapePlace(files.parts().spool().path(spoolName), SpoolNames.blobKey(spoolName, tape.startedAt())));
    init = new InitSection(spoolName, new ByteRange(header.initOffset(), header.initSizeBytes()));
    discontinuity = startsAnew;
    segmentBegins(header.initOffset() + header.initSizeBytes(), FROM_THE_FIRST_SAMPLE, atMicros);
  }

  /** Whether the segment is long enough to end before this sample: a sync sample of the leading track, or any while that has stalled. */
  boolean segmentMayEnd(MediaSpan tape, Sample sample) {
    return TapeWriter.presentationMs(sample) - segmentStartMs(tape) >= targetMs;
  }

  /**
   * The segment's last fragment has been given to the disk; the next segment begins there.
   *
   * @param tape what has been written so far of the tape
   * @param nextMs the first picture of the next segment
   */
  void segmentEnds(MediaSpan tape, long nextMs, long offset, long atMicros) {
    segment(tape, nextMs, offset);
    segmentBegins(offset, nextMs, atMicros);
  }

  /** @param cutMs the instant of the cut that ends the tape, or {@link MediaSpan#UNCUT} */
  void tapeEnds(MediaSpan tape, long cutMs, long sizeBytes) {
    segment(tape, tape.endMs(cutMs), sizeBytes);
  }

  private long segmentStartMs(MediaSpan tape) {
    return segmentStartMs == FROM_THE_FIRST_SAMPLE ? tape.startMs() : segmentStartMs;
  }

  private void segmentBegins(long offset, long startMs, long atMicros) {
    segmentOffset = offset;
    segmentStartMs = startMs;
    segmentAtMicros = atMicros;
  }

  private void segment(MediaSpan tape, long endMs, long endOffset) {
    if (endOffset <= segmentOffset) {
      return;
    }
    Duration duration = Segment.between(segmentStartMs(tape), endMs);
    Segment segment = new Segment(
        duration, init.uri(), Optional.of(new ByteRange(segmentOffset, endOffset - segmentOffset)), Optional.of(init),
        Optional.of(Micros.toInstant(segmentAtMicros)), discontinuity);
    growing.raiseTargetDuration(HlsPlaylist.targetDurationSeconds(duration));
    String entry = HlsPlaylist.entry(segment, previousInit);
    bodyBytes += entry.length();
    tapeFile.whenWritten(() -> body.append(entry));
    previousInit = Optional.of(init);
    discontinuity = false;
    durationMs += duration.toMillis();
  }

  /** Lands the playlist, after the session's tapes. */
  void end() {
    if (identity == null) {
      return;
    }
    ClosedFile closed = new ClosedFile(identity, body.path(), List.copyOf(tracksSeen.values()), files.now(), durationMs, bodyBytes);
    files.finish(body, closed, growing.targetDurationSeconds());
  }
}
