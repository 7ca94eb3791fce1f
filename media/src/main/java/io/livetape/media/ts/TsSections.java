package io.livetape.media.ts;

import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;

/** Reads the tables that {@link TsTables} writes, whoever wrote them; each within one packet, as those of one program are. Pure. */
final class TsSections {
  /** Table id and length, then number, version and places: 8 bytes before the content, 4 of checksum behind. */
  private static final int HEAD_BYTES = 8;
  private static final int CRC_BYTES = 4;

  private TsSections() {}

  /**
   * The content of the section that begins in this payload.
   *
   * @param tableId the one it must have
   */
  static ByteBuffer read(ByteBuffer window, int payload, int end, int tableId, long offset) throws MalformedMediaException {
    int start = payload + 1 + (window.get(payload) & 0xFF);
    if (end - start < HEAD_BYTES + CRC_BYTES || (window.get(start) & 0xFF) != tableId) {
      throw new MalformedMediaException(offset, "no table " + tableId + " where one is expected");
    }
    int sizeBytes = 3 + (window.getShort(start + 1) & 0xFFF);
    if (sizeBytes < HEAD_BYTES + CRC_BYTES || sizeBytes > end - start) {
      throw new MalformedMediaException(offset, "table of " + sizeBytes + " bytes does not fit one packet");
    }
    byte[] section = new byte[sizeBytes];
    window.get(start, section);
    if (TsTables.crc(section) != 0) {
      throw new MalformedMediaException(offset, "table with a wrong checksum");
    }
    return ByteBuffer.wrap(section, HEAD_BYTES, sizeBytes - HEAD_BYTES - CRC_BYTES);
  }
}
