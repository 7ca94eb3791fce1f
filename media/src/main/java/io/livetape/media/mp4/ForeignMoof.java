package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.util.List;

/**
 * Reads the {@code moof} of any writer (8.8.4 to 8.8.12) into its tracks' pending samples: any number of runs, with whichever fields these
 * have. The inverse of nothing; our own have {@link MoofParser}. Pure but for the tracks.
 */
final class ForeignMoof {
  private static final int TRAF = FourCc.of("traf");
  private static final int TFHD_BASE_OFFSET = 0x01;
  private static final int TFHD_DESCRIPTION = 0x02;
  private static final int TFHD_DURATION = 0x08;
  private static final int TFHD_SIZE = 0x10;
  private static final int TFHD_FLAGS = 0x20;
  private static final int TFHD_BASE_IS_MOOF = 0x02_0000;

  private final ForeignTrack track;
  private final BoxView moof;
  private final long endOffset;
  private final boolean wholeFile;
  private int duration;
  private int sizeBytes;
  private int flags;
  private long base;
  private long nextOffset;

  private ForeignMoof(ForeignTrack track, BoxView moof, long endOffset, boolean wholeFile) {
    this.track = track;
    this.moof = moof;
    this.endOffset = endOffset;
    this.wholeFile = wholeFile;
  }

  /**
   * @param endOffset where the file ends; no sample lies behind it
   * @param wholeFile whether it is the one that fragments may name places in: one that was put together of segments is not
   */
  static void read(BoxView moof, List<ForeignTrack> tracks, long endOffset, boolean wholeFile) throws MalformedMediaException {
    long dataOffset = moof.fileOffset() + moof.start();
    for (BoxView traf : moof.children(0)) {
      if (traf.type() == TRAF) {
        BoxView tfhd = traf.find("tfhd");
        ForeignTrack track = tracks.stream().filter(one -> matches(one, tfhd)).findFirst().orElse(null);
        if (track != null) {
          dataOffset = new ForeignMoof(track, moof, endOffset, wholeFile).traf(traf, tfhd, dataOffset);
        }
      }
    }
  }

  private static boolean matches(ForeignTrack track, BoxView tfhd) {
    try {
      return tfhd.i32(4) == track.id();
    } catch (MalformedMediaException _) {
      return false; // told when nothing is found in it
    }
  }

  /** @return where its data ends, and that of the next begins unless it says otherwise */
  private long traf(BoxView traf, BoxView tfhd, long before) throws MalformedMediaException {
    header(tfhd, before);
    for (BoxView box : traf.children(0)) {
      if (box.type() == FourCc.TFDT) {
        long time = box.u8(0) == 1 ? box.i64(4) : Integer.toUnsignedLong(box.i32(4));
        check(time >= 0 && time <= FragmentTable.DTS_MAX, box, "decode time out of range");
        track.goTo(time);
      } else if (box.type() == FourCc.TRUN) {
        run(box);
      }
    }
    return nextOffset;
  }

  private void header(BoxView tfhd, long before) throws MalformedMediaException {
    int present = tfhd.i32(0) & 0xFF_FFFF;
    boolean placed = (present & TFHD_BASE_OFFSET) != 0;
    check(!placed || wholeFile, tfhd, "fragments that name places in a whole file");
    int at = 8 + (placed ? 8 : 0) + ((present & TFHD_DESCRIPTION) != 0 ? 4 : 0);
    duration = track.defaultDuration();
    sizeBytes = track.defaultSizeBytes();
    flags = track.defaultFlags();
    if ((present & TFHD_DURATION) != 0) {
      duration = tfhd.i32(at);
      at += 4;
    }
    if ((present & TFHD_SIZE) != 0) {
      sizeBytes = tfhd.i32(at);
      at += 4;
    }
    flags = (present & TFHD_FLAGS) != 0 ? tfhd.i32(at) : flags;
    base = placed ? tfhd.i64(8) : (present & TFHD_BASE_IS_MOOF) != 0 ? moof.fileOffset() + moof.start() : before;
    check(base >= 0 && base <= endOffset, tfhd, "a fragment's place does not lie in the file");
    nextOffset = base;
  }

  private void run(BoxView trun) throws MalformedMediaException {
    int present = trun.i32(0) & 0xFF_FFFF;
    int count = trun.i32(4);
    int at = 8;
    if ((present & FragmentBoxes.TRUN_DATA_OFFSET) != 0) {
      nextOffset = base + trun.i32(at);
      at += 4;
    }
    int firstFlags = flags;
    if ((present & FragmentBoxes.TRUN_FIRST_FLAGS) != 0) {
      firstFlags = trun.i32(at);
      at += 4;
    }
    int rowBytes = FragmentBoxes.rowSizeBytes(present);
    int room = trun.end() - trun.body() - at;
    check(count >= 0 && count <= FragmentTable.SAMPLE_MAX && (long) count * rowBytes <= room, trun, "sample count does not fit trun");
    for (int i = 0; i < count; i++) {
      row(trun, at, present, i == 0 ? firstFlags : flags);
      at += rowBytes;
    }
  }

  private void row(BoxView trun, int row, int present, int sharedFlags) throws MalformedMediaException {
    int at = row;
    int rowDuration = duration;
    int rowBytes = sizeBytes;
    int rowFlags = sharedFlags;
    if ((present & FragmentBoxes.TRUN_DURATION) != 0) {
      rowDuration = trun.i32(at);
      at += 4;
    }
    if ((present & FragmentBoxes.TRUN_SIZE) != 0) {
      rowBytes = trun.i32(at);
      at += 4;
    }
    if ((present & FragmentBoxes.TRUN_FLAGS) != 0) {
      rowFlags = trun.i32(at);
      at += 4;
    }
    int offset = (present & FragmentBoxes.TRUN_COMPOSITION) != 0 ? trun.i32(at) : 0;
    check(rowBytes >= 0 && rowBytes <= FragmentSamples.SAMPLE_MAX_BYTES && nextOffset >= 0 && nextOffset + rowBytes <= endOffset,
        trun, "a sample does not lie in the file");
    track.add(nextOffset, rowBytes, rowDuration, offset, (rowFlags & FragmentBoxes.IS_NOT_SYNC_BIT) == 0);
    nextOffset += rowBytes;
  }

  private static void check(boolean good, BoxView box, String fault) throws MalformedMediaException {
    if (!good) {
      throw box.malformed(fault);
    }
  }
}
