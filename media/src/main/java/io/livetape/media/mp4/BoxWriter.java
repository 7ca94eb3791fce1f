package io.livetape.media.mp4;

import io.livetape.media.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes nested boxes (4.2) into a growing buffer. A box's size is put in when its body has been written.
 *
 * <pre>
 *  0      4      8                     FullBox: 8          9        12
 *  │ size │ type │ body …                       │ version │ flags   │ body …
 * </pre>
 *
 * <p>A box may hold <em>gaps</em>: bytes that are counted in all the sizes around them but are not here, because somebody else
 * writes them into the file. That is how a {@code moov} of any length is laid out in a few KiB of memory.
 */
final class BoxWriter {
  /** @param at how many bytes of this buffer lie before the gap @param offset where it lies in the laid-out bytes, earlier gaps included */
  record Gap(int at, long offset, long sizeBytes) {}

  private static final int VERSION_SHIFT = 24;

  private final List<Gap> gaps = new ArrayList<>();
  private ByteBuffer bytes = ByteBuffer.allocate(1024);
  private long gapBytes;

  /** @throws IllegalStateException if the box outgrows the 32-bit size that every box inside a moov has */
  BoxWriter box(String type, Runnable body) {
    int start = bytes.position();
    long gapBytesBefore = gapBytes;
    u32(0).fourCc(type);
    body.run();
    long sizeBytes = bytes.position() - start + gapBytes - gapBytesBefore;
    if (sizeBytes > 0xFFFF_FFFFL) {
      throw new IllegalStateException(type + " of " + sizeBytes + " bytes does not fit a 32-bit box");
    }
    bytes.putInt(start, (int) sizeBytes);
    return this;
  }

  BoxWriter fullBox(String type, int version, int flags, Runnable body) {
    return box(type, () -> {
      u32((long) version << VERSION_SHIFT | flags);
      body.run();
    });
  }

  Gap gap(long sizeBytes) {
    Gap gap = new Gap(bytes.position(), bytes.position() + gapBytes, sizeBytes);
    gaps.add(gap);
    gapBytes += sizeBytes;
    return gap;
  }

  BoxWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  BoxWriter u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  BoxWriter u32(long value) {
    room(4).putInt((int) value);
    return this;
  }

  BoxWriter u64(long value) {
    room(8).putLong(value);
    return this;
  }

  BoxWriter zeros(int count) {
    room(count).put(new byte[count]);
    return this;
  }

  BoxWriter fourCc(String type) {
    room(4).putInt(FourCc.of(type));
    return this;
  }

  BoxWriter bytes(Bytes value) {
    room(value.sizeBytes()).put(value.buffer());
    return this;
  }

  BoxWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    room(utf8.length).put(utf8);
    return this;
  }

  /** How long the laid-out bytes are, gaps included. */
  long sizeBytes() {
    return bytes.position() + gapBytes;
  }

  List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /** What has been written so far, without the gaps; a view, read-only. */
  ByteBuffer written() {
    return bytes.duplicate().flip().asReadOnlyBuffer();
  }

  private ByteBuffer room(int sizeBytes) {
    if (bytes.remaining() < sizeBytes) {
      bytes = ByteBuffer.allocate(Math.max(bytes.capacity() * 2, bytes.position() + sizeBytes)).put(bytes.flip());
    }
    return bytes;
  }
}
