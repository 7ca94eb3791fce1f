package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What an edit list (8.6.6) of any file moves a track by. What comes behind its first real edit is not looked at.
 *
 * @param emptyTicks how much of nothing comes first, in the movie's ticks
 * @param mediaTicks which time of the track comes then, in the track's
 */
record EditShift(long emptyTicks, long mediaTicks) {
  private static final int EDIT_MAX = 16;
  private static final long EMPTY_MAX = 1L << 40;

  static EditShift of(FileBox trak) throws IOException, MalformedMediaException {
    Optional<FileBox> edts = trak.child("edts");
    Optional<FileBox> elst = edts.isEmpty() ? Optional.empty() : edts.get().child("elst");
    return elst.isEmpty() ? new EditShift(0, 0) : ofList(elst.get());
  }

  private static EditShift ofList(FileBox elst) throws IOException, MalformedMediaException {
    boolean wide = elst.version() == 1;
    int rowBytes = wide ? 20 : 12;
    int count = Math.clamp(Integer.toUnsignedLong(elst.fields(4, 4).getInt(0)), 0, EDIT_MAX);
    ByteBuffer rows = elst.fields(8, count * rowBytes);
    long emptyTicks = 0;
    for (int at = 0; at < rows.limit(); at += rowBytes) {
      long duration = wide ? rows.getLong(at) : Integer.toUnsignedLong(rows.getInt(at));
      long mediaTime = wide ? rows.getLong(at + 8) : rows.getInt(at + 4);
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
}
