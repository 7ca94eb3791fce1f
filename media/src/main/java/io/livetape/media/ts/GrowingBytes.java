package io.livetape.media.ts;

import io.livetape.media.Sample;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes put together, in an array that grows and is used again. One thread. */
final class GrowingBytes {
  private byte[] bytes = new byte[4096];
  private int sizeBytes;

  byte[] array() {
    return bytes;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  void clear() {
    sizeBytes = 0;
  }

  GrowingBytes put(byte... added) {
    int at = room(added.length);
    System.arraycopy(added, 0, bytes, at, added.length);
    return this;
  }

  /** A part of a sample's bytes. */
  void put(Sample sample, int from, int length) {
    int at = room(length);
    sample.buffer().get(sample.offset() + from, bytes, at, length);
  }

  /** Room for {@code length} bytes, to be filled by its absolute puts. */
  ByteBuffer space(int length) {
    int at = room(length);
    return ByteBuffer.wrap(bytes, at, length);
  }

  /** May replace the array. */
  private int room(int length) {
    int at = sizeBytes;
    sizeBytes = Math.addExact(sizeBytes, length);
    if (sizeBytes > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(sizeBytes, 2 * bytes.length));
    }
    return at;
  }
}
