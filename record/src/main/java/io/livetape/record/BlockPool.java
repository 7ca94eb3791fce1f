package io.livetape.record;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Direct buffers of one size that recordings fill and disk threads give back. Any thread.
 *
 * <p>Memory follows what is really waiting to be written: a recording holds a block per track and what half a second brings.
 */
final class BlockPool {
  static final int BLOCK_BYTES = 16 * 1024;

  /** Blocks kept for reuse; more than that go back to the JVM. */
  private final int spareMax;

  private final ArrayDeque<ByteBuffer> spare = new ArrayDeque<>();

  BlockPool(int spareMax) {
    this.spareMax = spareMax;
  }

  ByteBuffer take() {
    synchronized (spare) {
      ByteBuffer block = spare.pollLast();
      if (block != null) {
        return block;
      }
    }
    return ByteBuffer.allocateDirect(BLOCK_BYTES);
  }

  /** Gives back what {@link #take} gave; buffers of other origin are left to the garbage collector. */
  void give(List<ByteBuffer> blocks) {
    synchronized (spare) {
      for (ByteBuffer block : blocks) {
        if (block.capacity() == BLOCK_BYTES && block.isDirect() && spare.size() < spareMax) {
          spare.addLast(block.clear());
        }
      }
    }
  }
}
