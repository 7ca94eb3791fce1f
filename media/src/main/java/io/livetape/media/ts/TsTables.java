package io.livetape.media.ts;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The two tables at the beginning of each segment (2.4.4), as sections behind their pointer field. Pure. */
final class TsTables {
  private static final int PROGRAM = 1;
  private static final int PAT_ID = 0;
  private static final int PMT_ID = 2;
  /** What a section's length counts besides its content: id to last number (5), and the checksum (4). */
  private static final int FRAME_BYTES = 9;
  private static final int CRC_POLYNOMIAL = 0x04C11DB7;

  private TsTables() {}

  static byte[] pat() {
    return section(PAT_ID, PROGRAM, ByteBuffer.allocate(4).putShort((short) PROGRAM).putShort((short) (0xE000 | Pid.PMT)).flip());
  }

  static byte[] pmt(List<TsTrack> tracks, Pid clock) {
    ByteBuffer content = ByteBuffer.allocate(256);
    content.putShort((short) (0xE000 | clock.value)).putShort((short) 0xF000);
    for (TsTrack track : tracks) {
      content.put((byte) track.streamType()).putShort((short) (0xE000 | track.pid().value));
      content.putShort((short) (0xF000 | track.descriptor().length)).put(track.descriptor());
    }
    return section(PMT_ID, PROGRAM, content.flip());
  }

  private static byte[] section(int tableId, int number, ByteBuffer content) {
    ByteBuffer out = ByteBuffer.allocate(1 + 3 + FRAME_BYTES + content.remaining());
    out.put((byte) 0).put((byte) tableId).putShort((short) (0xB000 | FRAME_BYTES + content.remaining()));
    out.putShort((short) number).put((byte) 0xC1).putShort((short) 0).put(content);
    out.putInt(crc(Arrays.copyOfRange(out.array(), 1, out.position())));
    return out.array();
  }

  /** CRC_32 of annex A. */
  static int crc(byte[] bytes) {
    int crc = -1;
    for (byte next : bytes) {
      crc ^= next << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? CRC_POLYNOMIAL : 0);
      }
    }
    return crc;
  }
}
