package io.livetape.media;

/** Builds headers that no encoder at hand writes. */
final class BitWriter {
  private final StringBuilder bits = new StringBuilder();

  BitWriter put(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits.append(value >> i & 1);
    }
    return this;
  }

  /** Exp-Golomb codes, unsigned. */
  BitWriter ue(int... values) {
    for (int value : values) {
      int length = Integer.SIZE - Integer.numberOfLeadingZeros(value + 1);
      put(0, length - 1).put(value + 1, length);
    }
    return this;
  }

  BitWriter se(int value) {
    return ue(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** The stop bit of H.26x, then zeros up to the next byte. */
  Bytes bytes() {
    put(1, 1);
    put(0, (8 - bits.length() % 8) % 8);
    byte[] bytes = new byte[bits.length() / 8];
    for (int i = 0; i < bits.length(); i++) {
      bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << 7 - i % 8);
    }
    return Bytes.copyOf(bytes);
  }
}
