package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns a fragmented tape into a plain MP4, in constant memory and without touching its fragments.
 *
 * <ol>
 *   <li>Cut off whatever lies behind the last whole fragment.
 *   <li>Append a {@code moov}. {@link TapeTotals} knows how long each of its tables is, so their places are known before the first
 *       row; one pass over the {@code moof} headers fills them all at once.
 *   <li>Sync. From here on a crash loses nothing: the file is still a fragmented tape, with a tail that readers ignore.
 *   <li>Overwrite the 16 bytes of the placeholder with the header of an {@code mdat} that reaches up to the {@code moov}; sync.
 * </ol>
 *
 * <p>Doing it again after an interruption, at whichever step, gives the same file. Tracks that were announced and never had a sample
 * are left out of the {@code moov} (players would show an empty track), unless no track had any.
 */
public final class TapeFinisher {
  /** What must have reached the disk before finishing goes on. */
  public enum Step { MOOV_APPENDED, HEADER_OVERWRITTEN }

  /** Waits until the disk has what was written. */
  public interface Syncer {
    Syncer FORCE = (channel, _) -> channel.force(false);

    void sync(FileChannel channel, Step step) throws IOException;
  }

  /** @param moovOffset where the index begins and the samples end @param sizeBytes of the file */
  public record FinishedTape(long moovOffset, long sizeBytes) {}

  private final FileChannel channel;
  private final TapeReader reader;
  private final TapeTotals totals;
  private final List<TrackTotals> trackTotals;
  private final List<TableFold> folds;
  private final List<TableRows> rows;
  private final long moovOffset;

  private TapeFinisher(FileChannel channel, TapeReader reader, TapeTotals totals) {
    this.channel = channel;
    this.reader = reader;
    this.totals = totals;
    this.trackTotals = totals.tracks();
    this.folds = trackTotals.stream().map(track -> new TableFold(track.timescale())).toList();
    this.rows = trackTotals.stream().map(track -> new TableRows(track.compositionShift())).toList();
    this.moovOffset = reader.initEndOffset() + totals.fragmentsSizeBytes();
  }

  /**
   * Finishes a tape whose fragments have been counted, while recording or by {@link TapeScan}. A finished tape is left as it is.
   *
   * @param channel open for reading and writing; its position is not used, and it stays open
   * @throws MalformedMediaException if a fragment that was counted can no longer be read; the file is still a fragmented tape
   * @throws IllegalStateException if the totals are not this tape's; likewise
   */
  public static FinishedTape finish(FileChannel channel, TapeTotals totals, Syncer syncer) throws IOException, MalformedMediaException {
    try (TapeReader reader = TapeReader.open(channel)) {
      TapeFinisher finisher = new TapeFinisher(channel, reader, totals);
      if (!reader.finished()) {
        finisher.finish(syncer);
      }
      return new FinishedTape(finisher.moovOffset, channel.size());
    }
  }

  private void finish(Syncer syncer) throws IOException, MalformedMediaException {
    cutTail();
    appendMoov();
    syncer.sync(channel, Step.MOOV_APPENDED);
    ByteBuffer header = FileBoxes.largeMdat(moovOffset - reader.placeholderOffset());
    TableCursor.writeFully(channel, header, reader.placeholderOffset());
    syncer.sync(channel, Step.HEADER_OVERWRITTEN);
  }

  private void cutTail() throws IOException {
    if (channel.size() < moovOffset) {
      throw new IllegalStateException("the totals reach to " + moovOffset + ", the file only to " + channel.size());
    }
    channel.truncate(moovOffset);
    reader.limitTo(moovOffset);
  }

  private void appendMoov() throws IOException, MalformedMediaException {
    BoxWriter moov = new BoxWriter();
    MovieBoxes.plainMoov(moov, reader.identity().startedAt(), reader.tracks(), trackTotals, shownTracks(), (trackIndex, table, gap) ->
        rows.get(trackIndex).place(table, new TableCursor(channel, moovOffset + gap.offset(), gap.sizeBytes())));
    writeRows();
    writeBetweenGaps(moov);
  }

  private List<Integer> shownTracks() {
    return IntStream.range(0, trackTotals.size()).filter(i -> totals.isEmpty() || trackTotals.get(i).sampleCount() > 0).boxed().toList();
  }

  private void writeRows() throws IOException, MalformedMediaException {
    for (int fragment = 0; fragment < totals.fragmentCount(); fragment++) {
      if (!reader.next()) {
        throw new IllegalStateException("the totals count " + totals.fragmentCount() + " fragments, the file has only " + fragment);
      }
      addFragment(reader.table(), reader.fragmentOffset());
    }
    for (int i = 0; i < folds.size(); i++) {
      folds.get(i).finish(rows.get(i));
      rows.get(i).finish();
      if (!folds.get(i).totals().equals(trackTotals.get(i))) {
        throw new IllegalStateException("track " + i + " has " + folds.get(i).totals() + ", the totals say " + trackTotals.get(i));
      }
    }
  }

  private void addFragment(FragmentTable table, long fragmentOffset) throws IOException {
    long payloadOffset = fragmentOffset + table.headSizeBytes();
    for (int i = 0; i < folds.size(); i++) {
      folds.get(i).add(table.track(i), payloadOffset + table.payloadOffset(i), rows.get(i));
    }
  }

  /** Everything of the {@code moov} but the rows of its tables. */
  private void writeBetweenGaps(BoxWriter moov) throws IOException {
    ByteBuffer written = moov.written();
    long skipped = 0;
    for (BoxWriter.Gap gap : moov.gaps()) {
      TableCursor.writeFully(channel, written.duplicate().limit(gap.at()), moovOffset + written.position() + skipped);
      written.position(gap.at());
      skipped += gap.sizeBytes();
    }
    TableCursor.writeFully(channel, written, moovOffset + written.position() + skipped);
  }
}
