package io.livetape.media;

import java.nio.ByteBuffer;

/**
 * Reads a range of a buffer bit by bit, the most significant bit first. Reading past the range is the peer's fault and throws
 * {@link MalformedMediaException} with the byte index in the buffer. For headers, not for the hot path. One thread.
 *
 * <p>A reader over a NAL unit leaves out the emulation prevention bytes (ITU-T H.264, 7.4.1; H.265, 7.4.2):
 * <pre>
 *   in the unit    00 00 03 xx
 *   what is read   00 00    xx
 * </pre>
 */
final class BitReader {
  /** Longer configurations are refused: real ones stay below 3 KiB, and each is copied into the head of every file. */
  static final int CONFIG_SIZE_MAX = 65_536;

  /** The longest Exp-Golomb code has this many leading zeros and stands for a number of 32 bits (H.264, 9.1). */
  private static final int UE_LEADING_ZEROS_MAX = 32;

  private final ByteBuffer source;
  private final int end;
  private final boolean nal;
  private int next;
  private int current;
  private int unreadBits;
  private int zeroBytes;

  private BitReader(ByteBuffer source, int start, int end, boolean nal) {
    this.source = source;
    this.next = start;
    this.end = end;
    this.nal = nal;
  }

  /** Reads a codec configuration from its first byte on. */
  static BitReader of(Bytes config) throws MalformedMediaException {
    if (config.sizeBytes() > CONFIG_SIZE_MAX) {
      throw new MalformedMediaException(0, "codec configuration of " + config.sizeBytes() + " bytes, at most " + CONFIG_SIZE_MAX);
    }
    return of(config.buffer(), 0, config.sizeBytes());
  }

  static BitReader of(ByteBuffer source, int start, int end) {
    return new BitReader(source, start, end, false);
  }

  static BitReader ofNal(ByteBuffer source, int start, int end) {
    return new BitReader(source, start, end, true);
  }

  /** The buffer index of the byte to be read next, or of the one being read. */
  int offset() {
    return unreadBits == 0 ? next : next - 1;
  }

  int remainingBytes() {
    return end - next;
  }

  boolean flag() throws MalformedMediaException {
    if (unreadBits == 0) {
      load();
    }
    unreadBits--;
    return (current >> unreadBits & 1) == 1;
  }

  /** @param count 0 to 31 */
  int bits(int count) throws MalformedMediaException {
    return (int) longBits(count);
  }

  /** @param count 0 to 63 */
  long longBits(int count) throws MalformedMediaException {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | (flag() ? 1 : 0);
    }
    return value;
  }

  /** The unsigned Exp-Golomb code {@code ue(v)}; {@code se(v)} has the same length. */
  long ue() throws MalformedMediaException {
    int zeros = 0;
    while (!flag()) {
      if (++zeros > UE_LEADING_ZEROS_MAX) {
        throw malformed("Exp-Golomb code is too long");
      }
    }
    return (1L << zeros) - 1 + longBits(zeros);
  }

  int ue(String field, int max) throws MalformedMediaException {
    long value = ue();
    if (value > max) {
      throw malformed(field + " is " + value + ", at most " + max);
    }
    return (int) value;
  }

  void skipBits(int count) throws MalformedMediaException {
    for (int i = 0; i < count; i++) {
      flag();
    }
  }

  /** Jumps over whole bytes of something that is not a NAL unit; the reader must stand between two bytes. */
  void skipBytes(int count) throws MalformedMediaException {
    if (nal || unreadBits != 0) {
      throw new IllegalStateException("not between two plain bytes");
    }
    if (count > remainingBytes()) {
      throw new MalformedMediaException(next, count + " bytes announced, " + remainingBytes() + " left");
    }
    next += count;
  }

  MalformedMediaException malformed(String message) {
    return new MalformedMediaException(offset(), message);
  }

  private void load() throws MalformedMediaException {
    if (nal && zeroBytes >= 2 && next < end && source.get(next) == 3) {
      next++;
      zeroBytes = 0;
    }
    if (next >= end) {
      throw new MalformedMediaException(end, "ends too early");
    }
    current = source.get(next++) & 0xFF;
    zeroBytes = current == 0 ? zeroBytes + 1 : 0;
    unreadBits = 8;
  }
}
