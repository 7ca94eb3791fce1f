package io.livetape.media.ts;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;

/**
 * Takes the frames of AAC out of PES packets: the inverse of {@link AdtsForm}. A frame may begin in one packet and end in the next; a
 * packet's time is that of the first frame that begins in it. One thread.
 */
final class AdtsReader {
  private static final int HEADER_BYTES = 7;
  private static final int CRC_BYTES = 2;
  private static final int FRAME_MAX_BYTES = (1 << 13) - 1;
  private static final int TIMESCALE = 90_000;

  private ByteBuffer bytes = ByteBuffer.allocate(64 << 10).limit(0);
  /** Where the packet's own bytes begin; those before are the rest of a frame. */
  private int packetIndex;
  private long packetTime;
  private long frameCount;
  private long firstTime;
  private boolean anew;
  private long frameTime;
  private int frameIndex;
  private int frameBytes;
  private int fixedHeader = -1;
  private Aac format;

  /** Takes a packet's payload, behind what is left of the one before. */
  void add(ByteBuffer payload, int from, int end, long time) {
    int restBytes = bytes.remaining();
    int neededBytes = restBytes + end - from;
    ByteBuffer joined = neededBytes <= bytes.capacity() ? bytes.compact() : ByteBuffer.allocate(2 * neededBytes).put(bytes);
    joined.put(joined.position(), payload, from, end - from).position(neededBytes);
    bytes = joined.flip();
    packetIndex = restBytes;
    packetTime = time;
    anew = true;
  }

  /** Goes on to the next whole frame. @return false if the rest comes with the next packet */
  boolean next(long fileOffset) throws MalformedMediaException {
    if (bytes.remaining() < HEADER_BYTES) {
      return false;
    }
    int at = bytes.position();
    int head = bytes.getInt(at);
    int sizeBytes = bytes.getInt(at + 3) >>> 13 & FRAME_MAX_BYTES;
    int headerBytes = HEADER_BYTES + ((head & 0x1_0000) == 0 ? CRC_BYTES : 0);
    if ((head & 0xFFF6_0000) != 0xFFF0_0000 || sizeBytes <= headerBytes || (bytes.get(at + 6) & 3) != 0) {
      throw new MalformedMediaException(fileOffset, "no ADTS frame of one block where one should begin");
    }
    if (sizeBytes > bytes.remaining()) {
      return false;
    }
    configure(head);
    time(at);
    frameIndex = at + headerBytes;
    frameBytes = sizeBytes - headerBytes;
    bytes.position(at + sizeBytes);
    return true;
  }

  /** The packet's time holds for the first frame that begins in it; the others follow, without rounding adding up. */
  private void time(int at) {
    if (anew && at >= packetIndex) {
      firstTime = packetTime;
      frameCount = 0;
      anew = false;
    }
    frameTime = firstTime + Math.round((double) frameCount * format.frameSamples() * TIMESCALE / format.sampleRate());
    frameCount++;
  }

  /** An AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1): object type (5), rate (4), channels (4), and three flags that are 0. */
  private void configure(int head) throws MalformedMediaException {
    int fixed = head & 0xFDC0; // object type, rate, channels
    if (fixed == fixedHeader) {
      return;
    }
    int objectType = (head >> 14 & 3) + 1;
    int rateIndex = head >> 10 & 15;
    int channels = head >> 6 & 7;
    int config = objectType << 11 | rateIndex << 7 | channels << 3;
    format = Aac.parse(Bytes.copyOf((byte) (config >> 8), (byte) config));
    fixedHeader = fixed;
  }

  /** Nothing more comes. @return whether a frame is not whole */
  boolean torn() {
    return bytes.hasRemaining();
  }

  Aac format() {
    return format;
  }

  /** In 90 kHz. */
  long frameTime() {
    return frameTime;
  }

  /** Holds the frame without its header at {@link #frameIndex}, until the next packet. */
  ByteBuffer buffer() {
    return bytes;
  }

  int frameIndex() {
    return frameIndex;
  }

  int frameBytes() {
    return frameBytes;
  }
}
