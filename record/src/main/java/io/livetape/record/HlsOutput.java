package io.livetape.record;

import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.InitSection;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.TapeHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A session's part of an HLS file, which is all of it unless the file was interrupted: a list of byte ranges of its tapes. The list's
 * entries lie in a file of the spool to which each finished segment is appended, after its bytes; the playlist that players get is a
 * header, that file, and at last the end tag.
 *
 * <p>Publisher's thread.
 */
final class HlsOutput {
  private static final long FROM_THE_FIRST_SAMPLE = -1;

  private final SessionFiles files;
  private final long targetMs;

  /** Known when the first tape begins. */
  private HlsFile file;
  /** Whether another push has begun it. */
  private boolean goesOn;
  private long newFileId;
  private SpoolFile tapeFile;
  private Optional<InitSection> previousInit = Optional.empty();

  // The tape being written.
  private InitSection init;
  private boolean discontinuity;

  // The segment being written; its bytes reach to where the next one begins.
  private long segmentOffset;
  private long segmentStartMs;
  private long segmentAtMicros;

  HlsOutput(SessionFiles files) {
    this.files = files;
    targetMs = files.parts().config().segmentTarget().toMillis();
  }

  /** The file that the next tape is a part of: one that waits for this push, or a new one. */
  long fileId() {
    if (file == null) {
      file = files.goOn();
      goesOn = file != null;
    }
    if (file != null) {
      return file.identity().fileId();
    }
    newFileId = newFileId == 0 ? files.newId() : newFileId;
    return newFileId;
  }

  /** The next tape's place in the file. */
  int tapeCount() {
    return file == null ? 0 : file.tapeCount();
  }

  /** Begins the file; empty when it has begun before, in this push or another. */
  Optional<OpenFile> begin(long atMicros) {
    if (file != null) {
      return Optional.empty();
    }
    file = HlsFile.begin(files.openFile(FileFormat.HLS, fileId(), atMicros), files.parts());
    return Optional.of(file.identity());
  }

  /** @param startsAnew whether what comes does not simply follow what was before: another format, or a gap */
  void tapeBegins(OpenTape tape, List<Track> tracks, TapeHeader header, SpoolFile spoolFile, long atMicros, boolean startsAnew) {
    boolean first = tapeFile == null;
    tapeFile = spoolFile;
    String spoolName = SpoolNames.tape(tape.tapeId());
    file.tapeBegins(
        tape, tracks, new GrowingHls.TapePlace(spoolFile.path(), SpoolNames.blobKey(spoolName, tape.startedAt())), first);
    init = new InitSection(spoolName, new ByteRange(header.initOffset(), header.initSizeBytes()));
    discontinuity = startsAnew || first && goesOn;
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
  void tapeEnds(MediaSpan tape, long cutMs, long sizeBytes, Pictures pictures) {
    file.add(pictures);
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
    String entry = HlsPlaylist.entry(segment, previousInit);
    file.add(duration, entry.length());
    PlaylistFile body = file.body();
    tapeFile.whenWritten(() -> body.append(entry));
    previousInit = Optional.of(init);
    discontinuity = false;
  }

  /** The push is over: the file waits for another one, or lands after the session's tapes. */
  void end() {
    HlsFile ended = file == null ? files.interrupted() : file;
    if (ended != null) {
      files.pushEnds(ended, tapeFile != null);
    }
  }
}
