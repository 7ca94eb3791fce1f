package io.livetape.media.ts;

import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One elementary stream, and the PES packet (2.4.3.6) that is being gathered:
 * <pre>
 *   | 00 00 01 | stream id | size: 2 | 10, flags: 6 | PTS and DTS: 2, other fields: 6 | header size | [PTS: 5 [DTS: 5]] … | payload |
 * </pre>
 * One thread.
 */
final class PesLane {
  private static final int HEADER_MIN_BYTES = 9;
  private static final int TIME_BYTES = 5;

  private final StreamKind kind;
  /** Two, so that one can be read while the next begins. */
  private byte[] gathering = new byte[64 << 10];
  private byte[] whole = new byte[0];
  private int gatheredBytes;
  private int wholeBytes;
  private long gatheredOffset;
  private long offset;
  private int counter;
  private int payloadIndex;
  private long pts;
  private long dts;

  PesLane(StreamKind kind) {
    this.kind = kind;
  }

  StreamKind kind() {
    return kind;
  }

  /** Takes a packet's payload. @return this if the PES packet before it is whole, else null */
  PesLane take(ByteBuffer window, int from, int end, boolean begins, int count, long packetOffset) throws MalformedMediaException {
    if (!begins && gatheredBytes == 0) {
      return null;
    }
    if (!begins && count == counter) {
      return null; // sent twice
    }
    if (!begins && count != (counter + 1 & 15)) {
      throw new MalformedMediaException(packetOffset, "packets are missing before this one");
    }
    counter = count;
    boolean finished = begins && finish();
    gatheredOffset = begins ? packetOffset : gatheredOffset;
    append(window, from, end, packetOffset);
    return finished ? this : null;
  }

  private void append(ByteBuffer window, int from, int end, long packetOffset) throws MalformedMediaException {
    int sizeBytes = end - from;
    if (gatheredBytes + sizeBytes > gathering.length) {
      if (gatheredBytes + sizeBytes > TsReader.PES_MAX_BYTES) {
        throw new MalformedMediaException(packetOffset, "PES packet above " + TsReader.PES_MAX_BYTES + " bytes");
      }
      gathering = Arrays.copyOf(gathering, Math.min(TsReader.PES_MAX_BYTES, 2 * gathering.length));
    }
    window.get(from, gathering, gatheredBytes, sizeBytes);
    gatheredBytes += sizeBytes;
  }

  /** What is gathered is whole. @return false if there is nothing */
  boolean finish() throws MalformedMediaException {
    if (gatheredBytes == 0) {
      return false;
    }
    byte[] swapped = whole.length < gathering.length ? new byte[gathering.length] : whole;
    whole = gathering;
    gathering = swapped;
    wholeBytes = gatheredBytes;
    gatheredBytes = 0;
    offset = gatheredOffset;
    readHeader();
    return true;
  }

  private void readHeader() throws MalformedMediaException {
    ByteBuffer bytes = buffer();
    check(wholeBytes >= HEADER_MIN_BYTES && bytes.getInt(0) >>> 8 == 1, "no PES packet begins here");
    payloadIndex = HEADER_MIN_BYTES + (whole[8] & 0xFF);
    check(payloadIndex <= wholeBytes && (whole[6] & 0xC0) == 0x80, "PES header does not fit");
    int announcedBytes = bytes.getShort(4) & 0xFFFF;
    check(announcedBytes == 0 || announcedBytes + 6 <= wholeBytes, "PES packet is cut short");
    wholeBytes = announcedBytes == 0 ? wholeBytes : announcedBytes + 6;
    check(payloadIndex <= wholeBytes, "PES header does not fit");
    int times = whole[7] >> 6 & 3;
    check(times >= 2 && payloadIndex >= HEADER_MIN_BYTES + (times - 1) * TIME_BYTES, "PES packet without a time");
    pts = time(HEADER_MIN_BYTES);
    dts = times == 3 ? time(HEADER_MIN_BYTES + TIME_BYTES) : pts;
  }

  /** Three, fifteen and fifteen bits, each with a marker behind it. */
  private long time(int at) {
    return (whole[at] & 0xEL) << 29 | (whole[at + 1] & 0xFFL) << 22 | (whole[at + 2] & 0xFEL) << 14 | (whole[at + 3] & 0xFFL) << 7
        | (whole[at + 4] & 0xFFL) >> 1;
  }

  private void check(boolean good, String fault) throws MalformedMediaException {
    if (!good) {
      throw new MalformedMediaException(offset, fault);
    }
  }

  /** Where the whole PES packet began, in the file. */
  long offset() {
    return offset;
  }

  /** 33 bits of 90 kHz. */
  long pts() {
    return pts;
  }

  long dts() {
    return dts;
  }

  /** Holds its payload at {@link #payloadIndex}, until the next one is whole. */
  ByteBuffer buffer() {
    return ByteBuffer.wrap(whole, 0, wholeBytes);
  }

  int payloadIndex() {
    return payloadIndex;
  }

  int endIndex() {
    return wholeBytes;
  }
}
