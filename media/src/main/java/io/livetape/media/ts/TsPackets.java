package io.livetape.media.ts;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts sections and PES packets into transport packets (2.4.3), in memory that grows with what is put in and is used again:
 * <pre>
 *   | 47 | unit begins: 1, PID: 13 | adaptation, payload, counter: 4 | [length | flags | [PCR: 6] | stuffing] | payload |
 * </pre>
 * The first packet of each PID says that its counter begins anew: segments are made one by one, and none knows how many packets came
 * before it. One thread.
 */
final class TsPackets {
  static final int SIZE_BYTES = 188;
  static final long NO_PCR = -1;

  private static final int HEADER_BYTES = 4;
  private static final int PAYLOAD_MAX_BYTES = SIZE_BYTES - HEADER_BYTES;
  private static final int PCR_BYTES = 6;
  private static final int DISCONTINUITY = 0x80;
  private static final int RANDOM_ACCESS = 0x40;
  private static final int PCR = 0x10;

  private ByteBuffer out = ByteBuffer.allocate(64 * SIZE_BYTES);

  int sizeBytes() {
    return out.position();
  }

  /** Everything put in since the last time; valid until the next {@link #put}. */
  ByteBuffer take() {
    ByteBuffer taken = out.duplicate().flip();
    out.clear();
    return taken;
  }

  /**
   * One section with its pointer field, or one PES packet.
   *
   * @param pcr in 90 kHz, or {@link #NO_PCR}
   */
  void put(Pid pid, byte[] unit, int sizeBytes, boolean randomAccess, long pcr) {
    int flags = (pid.fresh() ? DISCONTINUITY : 0) | (randomAccess ? RANDOM_ACCESS : 0) | (pcr == NO_PCR ? 0 : PCR);
    int at = packet(pid, true, flags, pcr, unit, 0, sizeBytes);
    while (at < sizeBytes) {
      at = packet(pid, false, 0, NO_PCR, unit, at, sizeBytes);
    }
  }

  /** @return where the next packet's payload begins */
  private int packet(Pid pid, boolean begins, int flags, long pcr, byte[] unit, int at, int endOffset) {
    int fieldBytes = (flags == 0 ? 0 : 2) + (pcr == NO_PCR ? 0 : PCR_BYTES);
    int payloadBytes = Math.min(PAYLOAD_MAX_BYTES - fieldBytes, endOffset - at);
    int adaptationBytes = PAYLOAD_MAX_BYTES - payloadBytes;
    ByteBuffer packet = room();
    packet.put((byte) 0x47).putShort((short) ((begins ? 0x4000 : 0) | pid.value));
    packet.put((byte) ((adaptationBytes == 0 ? 0x10 : 0x30) | pid.nextCounter()));
    if (adaptationBytes > 0) {
      adaptation(packet, adaptationBytes, flags, pcr);
    }
    packet.put(unit, at, payloadBytes);
    return at + payloadBytes;
  }

  private static void adaptation(ByteBuffer packet, int sizeBytes, int flags, long pcr) {
    int end = packet.position() + sizeBytes;
    packet.put((byte) (sizeBytes - 1));
    if (sizeBytes > 1) {
      packet.put((byte) flags);
    }
    if (pcr != NO_PCR) {
      // 33 bits of 90 kHz, six reserved bits, nine bits of 27 MHz that are zero.
      packet.putInt((int) (pcr >>> 1)).putShort((short) ((pcr & 1) << 15 | 0x7E00));
    }
    while (packet.position() < end) {
      packet.put((byte) 0xFF);
    }
  }

  private ByteBuffer room() {
    if (out.remaining() < SIZE_BYTES) {
      out = ByteBuffer.wrap(Arrays.copyOf(out.array(), 2 * out.capacity())).position(out.position());
    }
    return out;
  }
}
