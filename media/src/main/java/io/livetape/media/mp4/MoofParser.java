package io.livetape.media.mp4;

import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;

/**
 * Reads a {@code moof} of ours back into a {@link FragmentTable}: the inverse of {@link FragmentBoxes}. Boxes in
 * another order or of another kind are taken for damage. Allocates nothing. One thread.
 */
final class MoofParser {
  private final FragmentTable table;
  private ByteBuffer bytes;
  private int moofEnd;
  private long fileOffset;
  private int at;
  private int defaultDuration;
  private boolean defaultSync;

  /** @param table cleared and filled by each {@link #parse} */
  MoofParser(FragmentTable table) {
    this.table = table;
  }

  /**
   * @param bytes the box at index 0; the position is not used
   * @param moofSizeBytes from its header; that many bytes are there
   * @param fileOffset of the box, for messages
   */
  void parse(ByteBuffer bytes, int moofSizeBytes, long fileOffset) throws MalformedMediaException {
    this.bytes = bytes;
    this.moofEnd = moofSizeBytes;
    this.fileOffset = fileOffset;
    at = 0;
    table.clear();
    enter(FourCc.MOOF, moofEnd);
    skip(FourCc.MFHD, FragmentBoxes.MFHD_SIZE_BYTES);
    while (at < moofEnd) {
      traf();
    }
    check(!table.isEmpty(), "no samples");
    table.readFrom(moofSizeBytes);
  }

  private void traf() throws MalformedMediaException {
    int trafEnd = enter(FourCc.TRAF, moofEnd);
    int trackIndex = tfhd(trafEnd);
    check(tfdtMayStart(trackIndex, trafEnd), "decode time out of range, or a track twice");
    table.start(trackIndex, bytes.getLong(at - 8));
    trun(trackIndex, trafEnd);
    check(at == trafEnd, "traf is longer than its boxes");
  }

  private int tfhd(int limit) throws MalformedMediaException {
    int end = enter(FourCc.TFHD, limit);
    int flags = u32(end);
    int known = FragmentBoxes.TFHD_DEFAULT_BASE_IS_MOOF | FragmentBoxes.TFHD_DEFAULT_FLAGS;
    check((flags & ~FragmentBoxes.TFHD_DEFAULT_DURATION) == known, "tfhd of another kind");
    int trackIndex = table.indexOf(u32(end));
    check(trackIndex >= 0, "a track that the header does not have");
    defaultDuration = (flags & FragmentBoxes.TFHD_DEFAULT_DURATION) != 0 ? u32(end) : 0;
    defaultSync = sync(u32(end));
    check(at == end, "tfhd is longer than its fields");
    return trackIndex;
  }

  private boolean tfdtMayStart(int trackIndex, int limit) throws MalformedMediaException {
    skip(FourCc.TFDT, FragmentBoxes.TFDT_SIZE_BYTES);
    check(at <= limit && bytes.getInt(at - 12) == 1 << 24, "tfdt of another kind");
    long baseMediaDecodeTime = bytes.getLong(at - 8);
    return !table.started(trackIndex) && baseMediaDecodeTime >= 0 && baseMediaDecodeTime <= FragmentTable.DTS_MAX;
  }

  private void trun(int trackIndex, int limit) throws MalformedMediaException {
    int end = enter(FourCc.TRUN, limit);
    int flags = u32(end) & 0xFF_FFFF;
    int always = FragmentBoxes.TRUN_DATA_OFFSET | FragmentBoxes.TRUN_SIZE;
    check((flags & always) == always, "trun of another kind");
    int count = u32(end);
    check(u32(end) == moofEnd + FragmentTable.MDAT_HEADER_SIZE_BYTES + table.payloadSizeBytes(), "samples are not where they belong");
    boolean firstSync = (flags & FragmentBoxes.TRUN_FIRST_FLAGS) != 0 ? sync(u32(end)) : defaultSync;
    check(count > 0 && count == (end - at) / FragmentBoxes.rowSizeBytes(flags), "sample count does not fit trun");
    for (int i = 0; i < count; i++) {
      row(trackIndex, flags, i == 0 ? firstSync : defaultSync, end);
    }
    check(at == end, "trun is longer than its rows");
  }

  private void row(int trackIndex, int flags, boolean sharedSync, int end) throws MalformedMediaException {
    int duration = (flags & FragmentBoxes.TRUN_DURATION) != 0 ? u32(end) : defaultDuration;
    int sizeBytes = u32(end);
    boolean sync = (flags & FragmentBoxes.TRUN_FLAGS) != 0 ? sync(u32(end)) : sharedSync;
    int offset = (flags & FragmentBoxes.TRUN_COMPOSITION) != 0 ? u32(end) : 0;
    check(duration >= 0 && sizeBytes >= 0 && table.hasRoomFor(sizeBytes) && Math.abs((long) offset) <= FragmentTable.COMPOSITION_OFFSET_MAX,
        "sample out of range");
    table.add(trackIndex, duration, sizeBytes, offset, sync);
  }

  private static boolean sync(int sampleFlags) {
    return (sampleFlags & FragmentBoxes.IS_NOT_SYNC_BIT) == 0;
  }

  /** Moves behind a box's header. @return where the box ends */
  private int enter(int type, int limit) throws MalformedMediaException {
    check(limit - at >= FragmentBoxes.BOX_HEADER_SIZE_BYTES && bytes.getInt(at + 4) == type, "expected another box");
    int sizeBytes = bytes.getInt(at);
    check(sizeBytes >= FragmentBoxes.BOX_HEADER_SIZE_BYTES && sizeBytes <= limit - at, "box does not fit");
    int end = at + sizeBytes;
    at += FragmentBoxes.BOX_HEADER_SIZE_BYTES;
    return end;
  }

  private void skip(int type, int sizeBytes) throws MalformedMediaException {
    int start = at;
    check(enter(type, moofEnd) - start == sizeBytes, "box of another size");
    at = start + sizeBytes;
  }

  private int u32(int end) throws MalformedMediaException {
    check(end - at >= 4, "box is cut short");
    int value = bytes.getInt(at);
    at += 4;
    return value;
  }

  private void check(boolean good, String fault) throws MalformedMediaException {
    if (!good) {
      throw new MalformedMediaException(fileOffset + at, "fragment: " + fault);
    }
  }
}
