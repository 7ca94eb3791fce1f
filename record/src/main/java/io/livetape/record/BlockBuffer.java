package io.livetape.record;

import io.livetape.media.Sample;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes gathered for one write, in blocks of a pool. Not thread-safe; what {@link #drainTo} takes out changes its owner. */
final class BlockBuffer {
  private final BlockPool pool;
  private final ArrayList<ByteBuffer> blocks = new ArrayList<>();
  /** In all blocks but the last. */
  private int earlierBytes;

  BlockBuffer(BlockPool pool) {
    this.pool = pool;
  }

  int sizeBytes() {
    return blocks.isEmpty() ? 0 : earlierBytes + blocks.getLast().position();
  }

  /**
   * Where the caller writes what comes next, at the position, which it moves on; until the next call of any method.
   *
   * @param sizeBytes how much there is room for at least; not more than a block
   */
  ByteBuffer room(int sizeBytes) {
    return blocks.isEmpty() || blocks.getLast().remaining() < sizeBytes ? another() : blocks.getLast();
  }

  /** Copies the sample's bytes. */
  void put(Sample sample) {
    for (int from = 0; from < sample.sizeBytes(); ) {
      ByteBuffer block = room(1);
      int length = Math.min(block.remaining(), sample.sizeBytes() - from);
      sample.copyTo(from, length, block);
      from += length;
    }
  }

  /** Copies what remains in {@code bytes}, which is left at its end. */
  void put(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      ByteBuffer block = room(1);
      int length = Math.min(block.remaining(), bytes.remaining());
      block.put(block.position(), bytes, bytes.position(), length);
      block.position(block.position() + length);
      bytes.position(bytes.position() + length);
    }
  }

  /** Moves the first {@code count} bytes, as flipped blocks, to the end of {@code out}; the rest stays. */
  void drainTo(List<ByteBuffer> out, int count) {
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
    earlierBytes = 0;
    for (int i = 0; i < blocks.size() - 1; i++) {
      earlierBytes += blocks.get(i).position();
    }
  }

  /** Gives everything back unwritten. */
  void clear() {
    pool.give(blocks);
    blocks.clear();
    earlierBytes = 0;
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

  private ByteBuffer another() {
    if (!blocks.isEmpty()) {
      earlierBytes += blocks.getLast().position();
    }
    ByteBuffer block = pool.take();
    blocks.add(block);
    return block;
  }
}
