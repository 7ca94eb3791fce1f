package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * The NAL units of one sample, each behind its length as in MP4 (ISO/IEC 14496-15, 5.3.4.2):
 * <pre>
 *   | size: 1, 2 or 4 bytes | header and payload: size bytes | size … |
 * </pre>
 */
public final class NalUnits {
  private NalUnits() {}

  /**
   * Whether the first header byte of some unit passes the test. No allocation; a broken length ends the search with what was seen
   * before it.
   */
  public static boolean any(ByteBuffer buffer, int offset, int sizeBytes, int nalLengthSize, IntPredicate firstByte) {
    int end = offset + sizeBytes;
    int at = offset;
    while (end - at > nalLengthSize) {
      int nalSize = length(buffer, at, nalLengthSize);
      at += nalLengthSize;
      if (nalSize < 0 || nalSize > end - at) {
        return false;
      }
      if (nalSize > 0 && firstByte.test(buffer.get(at) & 0xFF)) {
        return true;
      }
      at += nalSize;
    }
    return false;
  }

  /** Negative where a 4-byte length does not fit an int. */
  private static int length(ByteBuffer buffer, int at, int nalLengthSize) {
    int length = 0;
    for (int i = 0; i < nalLengthSize; i++) {
      length = length << 8 | buffer.get(at + i) & 0xFF;
    }
    return length;
  }
}
