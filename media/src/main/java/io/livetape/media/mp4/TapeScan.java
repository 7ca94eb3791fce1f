package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.util.Optional;

/**
 * What is on a tape, found by reading it once: after a crash, this is all that recovery needs.
 *
 * @param totals of all whole fragments
 * @param endOffset where the last whole fragment ends; what lies behind it in an unfinished tape is torn and may be cut off
 * @param finished whether the tape is a plain MP4 already
 * @param fault why reading stopped before the end, if it was not simply that the file is cut short
 */
public record TapeScan(TapeTotals totals, long endOffset, boolean finished, Optional<MalformedMediaException> fault) {

  /** Sees each whole fragment in order; for indexes. The table is valid during the call. */
  public interface Visitor {
    void fragment(FragmentTable table, long offset, long sizeBytes);
  }

  /**
   * Reads from the first fragment on. The reader is used up.
   *
   * @throws IOException only if the file cannot be read; damage is a result
   */
  public static TapeScan of(TapeReader reader, Visitor visitor) throws IOException {
    TapeTotals totals = new TapeTotals(reader.tracks());
    Optional<MalformedMediaException> fault = Optional.empty();
    try {
      while (reader.next()) {
        if (!totals.follows(reader.table())) {
          throw new MalformedMediaException(reader.fragmentOffset(), "fragment goes back in time or leaves too long a gap");
        }
        totals.add(reader.table());
        visitor.fragment(reader.table(), reader.fragmentOffset(), reader.table().fragmentSizeBytes());
      }
    } catch (MalformedMediaException e) {
      fault = Optional.of(e);
    }
    return new TapeScan(totals, reader.initEndOffset() + totals.fragmentsSizeBytes(), reader.finished(), fault);
  }
}
