package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.util.Optional;

/**
 * What an edit list (8.6.6) of any file moves a track by. What comes behind its first real edit is not looked at.
 *
 * @param emptyTicks how much of nothing comes first, in the movie's ticks
 * @param mediaTicks which time of the track comes then, in the track's
 */
record EditShift(long emptyTicks, long mediaTicks) {
  static final EditShift NONE = new EditShift(0, 0);

  private static final int HEADER_BYTES = 8;
  private static final int WIDE_ROW_BYTES = 20;
  private static final int ROW_BYTES = 12;
  private static final int EDIT_MAX = 16;
  private static final long EMPTY_MAX = 1L << 40;

  static EditShift of(FileBox trak) throws IOException, MalformedMediaException {
    Optional<FileBox> edts = trak.child("edts");
    Optional<FileBox> elst = edts.isEmpty() ? Optional.empty() : edts.get().child("elst");
    return elst.isEmpty() ? NONE : of(elst.get().beginning(HEADER_BYTES + EDIT_MAX * WIDE_ROW_BYTES));
  }

  static EditShift of(BoxView elst) throws MalformedMediaException {
    boolean wide = elst.u8(0) == 1;
    int rowBytes = wide ? WIDE_ROW_BYTES : ROW_BYTES;
    int count = Math.clamp(Integer.toUnsignedLong(elst.i32(4)), 0, EDIT_MAX);
    long emptyTicks = 0;
    for (int i = 0, at = HEADER_BYTES; i < count; i++, at += rowBytes) {
      long duration = wide ? elst.i64(at) : Integer.toUnsignedLong(elst.i32(at));
      long mediaTime = wide ? elst.i64(at + 8) : elst.i32(at + 4);
      if (duration < 0 || duration > EMPTY_MAX || Math.abs(mediaTime) > FragmentTable.DTS_MAX) {
        throw elst.malformed("edit list with impossible times");
      }
      if (mediaTime >= 0) {
        return new EditShift(emptyTicks, mediaTime);
      }
      emptyTicks += duration;
    }
    return new EditShift(emptyTicks, 0);
  }

  /** By how many of the track's ticks: later by what is empty, earlier by where its media begins. */
  long ticks(int movieTimescale, int timescale) {
    return Timescale.nearest(emptyTicks, movieTimescale, timescale) - mediaTicks;
  }
}
