package io.livetape.record;

import io.livetape.media.Sample;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes gathered for one write, in blocks of a pool. Not thread-safe; what {@link #drainTo} takes out changes its owner. */
final class BlockBuffer {
  private final BlockPool pool;
  private final ArrayList<ByteBuffer> blocks = new ArrayList<>();
  private int sizeBytes;

  BlockBuffer(BlockPool pool) {
    this.pool = pool;
  }

  int sizeBytes() {
    return sizeBytes;
  }

  /** Copies the sample's bytes. */
  void put(Sample sample) {
    for (int from = 0; from < sample.sizeBytes(); ) {
      ByteBuffer block = space();
      int length = Math.min(block.remaining(), sample.sizeBytes() - from);
      sample.copyTo(from, length, block);
      from += length;
    }
    sizeBytes += sample.sizeBytes();
  }

  /** Copies what remains in {@code bytes}, which is left at its end. */
  void put(ByteBuffer bytes) {
    sizeBytes += bytes.remaining();
    while (bytes.hasRemaining()) {
      ByteBuffer block = space();
      int length = Math.min(block.remaining(), bytes.remaining());
      block.put(block.position(), bytes, bytes.position(), length);
      block.position(block.position() + length);
      bytes.position(bytes.position() + length);
    }
  }

  /** Moves the first {@code count} bytes, as flipped blocks, to the end of {@code out}; the rest stays. */
  void drainTo(List<ByteBuffer> out, int count) {
    sizeBytes -= count;
    int left = count;
    int whole = 0;
    while (left > 0 && left >= blocks.get(whole).position()) {
      left -= blocks.get(whole).position();
      out.add(blocks.get(whole++).flip());
    }
    if (left > 0) {
      out.add(splitAt(whole, left));
    }
    blocks.subList(0, whole).clear();
  }

  /** Gives everything back unwritten. */
  void clear() {
    pool.give(blocks);
    blocks.clear();
    sizeBytes = 0;
  }

  /** Cuts the block in two: the first part is returned, the second, copied to a fresh block, takes its place. */
  private ByteBuffer splitAt(int index, int count) {
    ByteBuffer first = blocks.get(index);
    ByteBuffer rest = pool.take();
    int restBytes = first.position() - count;
    rest.put(0, first, count, restBytes).position(restBytes);
    blocks.set(index, rest);
    return first.position(0).limit(count);
  }

  private ByteBuffer space() {
    if (!blocks.isEmpty() && blocks.getLast().hasRemaining()) {
      return blocks.getLast();
    }
    ByteBuffer block = pool.take();
    blocks.add(block);
    return block;
  }
}
