package io.livetape.media.ts;

import io.livetape.media.MalformedMediaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes transport packets (2.4.3) apart: finds the program's streams by its tables and gathers their PES packets. The inverse of
 * {@link TsPackets} for what others write. What is no packet, or misses one within a PES packet, is refused. Memory is a window and one PES
 * packet for each stream. One thread.
 */
final class TsReader {
  /** Of one PES packet: an access unit of pictures. */
  static final int PES_MAX_BYTES = 16 << 20;

  private static final int WINDOW_BYTES = 1024 * TsPackets.SIZE_BYTES;
  private static final int SYNC = 0x47;
  private static final int NULL_PID = 0x1FFF;

  private final FileChannel file;
  private final long endOffset;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private final Map<Integer, PesLane> lanes = new LinkedHashMap<>();
  private long windowOffset;
  private long nextOffset;
  private long offset;
  private int pmtPid = -1;

  /** Reads the bytes from {@code offset} to before {@code endOffset}. */
  TsReader(FileChannel file, long offset, long endOffset) {
    this.file = file;
    this.nextOffset = offset;
    this.offset = offset;
    this.endOffset = endOffset;
  }

  /** Where the packet that was read last begins. */
  long offset() {
    return offset;
  }

  /** Goes on until a PES packet is whole. @return null at the end */
  PesLane next() throws IOException, MalformedMediaException {
    while (nextOffset < endOffset) {
      PesLane whole = packet();
      if (whole != null) {
        return whole;
      }
    }
    for (PesLane lane : lanes.values()) {
      if (lane.finish()) {
        return lane;
      }
    }
    return null;
  }

  private PesLane packet() throws IOException, MalformedMediaException {
    offset = nextOffset;
    check(endOffset - offset >= TsPackets.SIZE_BYTES, "the last packet is cut short");
    int at = at(offset);
    nextOffset += TsPackets.SIZE_BYTES;
    check((window.get(at) & 0xFF) == SYNC, "no transport packet begins here");
    int word = window.getInt(at);
    int pid = word >> 8 & NULL_PID;
    boolean begins = (word & 0x40_0000) != 0;
    int control = word >> 4 & 3;
    int end = at + TsPackets.SIZE_BYTES;
    int payload = (control & 2) == 0 ? at + 4 : at + 5 + (window.get(at + 4) & 0xFF);
    if ((control & 1) == 0 || payload >= end || pid == NULL_PID) {
      return null;
    }
    check((word & 0xC0) == 0, "the packet is encrypted");
    if (pid == Pid.PAT && begins) {
      pat(TsSections.read(window, payload, end, 0, offset));
    } else if (pid == pmtPid && begins) {
      pmt(TsSections.read(window, payload, end, 2, offset));
    } else if (lanes.containsKey(pid)) {
      return lanes.get(pid).take(window, payload, end, begins, word & 15, offset);
    }
    return null;
  }

  /** The first program's tables; number 0 is the network. */
  private void pat(ByteBuffer section) {
    while (section.remaining() >= 4) {
      int program = section.getShort();
      int pid = section.getShort() & NULL_PID;
      if (program != 0) {
        pmtPid = pid;
        return;
      }
    }
  }

  private void pmt(ByteBuffer section) throws MalformedMediaException {
    check(section.remaining() >= 4, "PMT is cut short");
    section.getShort();
    skip(section, section.getShort() & 0xFFF);
    while (section.remaining() >= 5) {
      int type = section.get() & 0xFF;
      int pid = section.getShort() & NULL_PID;
      skip(section, section.getShort() & 0xFFF);
      StreamKind kind = StreamKind.of(type, offset);
      if (kind != StreamKind.OTHER && !lanes.containsKey(pid) && lanes.values().stream().noneMatch(lane -> lane.kind().like(kind))) {
        lanes.put(pid, new PesLane(kind));
      }
    }
  }

  private void skip(ByteBuffer section, int sizeBytes) throws MalformedMediaException {
    check(sizeBytes <= section.remaining(), "descriptors do not fit their table");
    section.position(section.position() + sizeBytes);
  }

  /** Where the packet at this offset lies in the window. */
  private int at(long from) throws IOException {
    if (from < windowOffset || from + TsPackets.SIZE_BYTES > windowOffset + window.limit()) {
      window.clear().limit((int) Math.min(WINDOW_BYTES, endOffset - from));
      windowOffset = from;
      while (window.hasRemaining()) {
        if (file.read(window, from + window.position()) < 0) {
          throw new EOFException("the file became shorter while it was read");
        }
      }
      window.flip();
    }
    return (int) (from - windowOffset);
  }

  private void check(boolean good, String fault) throws MalformedMediaException {
    if (!good) {
      throw new MalformedMediaException(offset, fault);
    }
  }
}
