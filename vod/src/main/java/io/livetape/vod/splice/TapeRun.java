package io.livetape.vod.splice;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.TapeReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A run of a tape's fragments, of which a part is wanted.
 *
 * @param source names the recording that it is of
 * @param tape the tape's name
 * @param tapes where it is
 * @param beginsAt the time of day of its beginning; {@link Instant#EPOCH} where that is not known
 * @param positionUs where it begins in its recording
 * @param durationUs how long it is
 * @param fromUs what is wanted begins so long after its beginning, or before
 * @param toUs what is wanted ends so long after its beginning, or behind its end
 */
public record TapeRun(
    String source,
    String tape,
    Tapes tapes,
    long offset,
    long endOffset,
    Instant beginsAt,
    long positionUs,
    long durationUs,
    long fromUs,
    long toUs) {

  /**
   * All of a tape, whose times of day are not known.
   *
   * @throws MalformedMediaException if it is none
   */
  public static TapeRun whole(String source, Path tape) throws IOException, MalformedMediaException {
    try (FileChannel channel = FileChannel.open(tape); TapeReader reader = TapeReader.open(channel)) {
      long offset = (long) reader.initOffset() + reader.initSizeBytes();
      return new TapeRun(source, "", _ -> Optional.of(tape), offset, channel.size(), Instant.EPOCH, 0, 0, 0, Long.MAX_VALUE);
    }
  }

  /** @throws NoSuchFileException if the tape is gone */
  static TapeRun of(Piece piece, Segment segment, long positionUs) throws IOException {
    ByteRange range = segment.range().orElseThrow();
    TapeRun run = new TapeRun(piece.folder(), segment.uri(), piece.tapes(), range.offset(), range.offset() + range.sizeBytes(),
        segment.beginsAt().orElse(Instant.EPOCH), positionUs, segment.duration().toNanos() / 1000, 0, Long.MAX_VALUE);
    run.find();
    return run;
  }

  /**
   * Opens its tape for reading, wherever it is by now: it moves once, from the spool to the store.
   *
   * @throws NoSuchFileException if it is gone
   */
  FileChannel open() throws IOException {
    try {
      return FileChannel.open(find());
    } catch (NoSuchFileException _) {
      return FileChannel.open(find());
    }
  }

  private Path find() throws IOException {
    return tapes.find(tape).orElseThrow(() -> new NoSuchFileException(tape));
  }

  /** With a segment that lies right behind it; empty for any other. */
  Optional<TapeRun> with(TapeRun next) {
    return next.tape.equals(tape) && next.source.equals(source) && next.offset == endOffset
        ? Optional.of(new TapeRun(source, tape, tapes, offset, next.endOffset, beginsAt, positionUs, durationUs + next.durationUs, fromUs,
            next.toUs == Long.MAX_VALUE ? toUs : durationUs + next.toUs))
        : Optional.empty();
  }

  TapeRun between(long wantedFromUs, long wantedToUs) {
    return new TapeRun(source, tape, tapes, offset, endOffset, beginsAt, positionUs, durationUs, Math.max(0, wantedFromUs),
        wantedToUs >= durationUs ? Long.MAX_VALUE : wantedToUs);
  }

  boolean wanted() {
    return fromUs < durationUs && toUs > 0;
  }

  /** What of it is copied; about, where a part is wanted. */
  public long sizeBytes() {
    long wholeBytes = endOffset - offset;
    long wantedUs = Math.min(toUs, durationUs) - Math.max(0, fromUs);
    return wantedUs >= durationUs ? wholeBytes : Math.round((double) wholeBytes * wantedUs / durationUs);
  }
}
