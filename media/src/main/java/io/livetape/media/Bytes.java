package io.livetape.media;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes that compares by content: a codec configuration, a key, an identity. Any thread. */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  public static Bytes copyOf(byte... array) {
    return new Bytes(array.clone());
  }

  /** Copies {@code sizeBytes} bytes at the absolute {@code offset}; the buffer's position does not move. */
  public static Bytes copyOf(ByteBuffer buffer, int offset, int sizeBytes) {
    byte[] copy = new byte[sizeBytes];
    buffer.get(offset, copy);
    return new Bytes(copy);
  }

  public static Bytes fromHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  public int sizeBytes() {
    return array.length;
  }

  /** The byte at {@code index}, unsigned. */
  public int at(int index) {
    return array[index] & 0xFF;
  }

  /** A read-only view of the whole, positioned at its start. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(array).asReadOnlyBuffer();
  }

  public byte[] toArray() {
    return array.clone();
  }

  public String toHex() {
    return HexFormat.of().formatHex(array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return array.length <= 32 ? toHex() : toHex().substring(0, 64) + "… (" + array.length + " bytes)";
  }
}
