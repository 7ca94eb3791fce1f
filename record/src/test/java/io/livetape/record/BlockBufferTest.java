package io.livetape.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockBufferTest {
  private final BlockPool pool = new BlockPool(100);
  private final BlockBuffer buffer = new BlockBuffer(pool);

  @Test
  void drain_inPartsOfAnySize_givesTheSameBytes() {
    Random random = new Random(7);
    byte[] source = new byte[200_000];
    random.nextBytes(source);
    ByteBuffer drained = ByteBuffer.allocate(source.length);
    int in = 0;
    while (drained.hasRemaining()) {
      int add = Math.min(random.nextInt(40_000), source.length - in);
      buffer.put(ByteBuffer.wrap(source, in, add));
      in += add;
      drain(buffer.sizeBytes() == 0 ? 0 : random.nextInt(buffer.sizeBytes() + 1)).forEach(drained::put);
    }
    assertThat(drained.array()).isEqualTo(source);
    assertThat(buffer.sizeBytes()).isZero();
  }

  @Test
  void drain_wholeBlock_hasNothingToCopy() {
    buffer.put(ByteBuffer.allocate(BlockPool.BLOCK_BYTES));
    List<ByteBuffer> out = drain(BlockPool.BLOCK_BYTES);
    assertThat(out).hasSize(1);
    pool.give(out);
    assertThat(pool.take()).isSameAs(out.getFirst());
  }

  @Test
  void room_thatABlocksEndDoesNotHave_isInTheNextBlock() {
    buffer.put(ByteBuffer.allocate(BlockPool.BLOCK_BYTES - 3));
    buffer.room(4).putInt(7);
    buffer.put(ByteBuffer.allocate(5));

    assertThat(buffer.sizeBytes()).isEqualTo(BlockPool.BLOCK_BYTES - 3 + 4 + 5);
    List<ByteBuffer> out = drain(BlockPool.BLOCK_BYTES + 1);
    assertThat(out).extracting(ByteBuffer::remaining).containsExactly(BlockPool.BLOCK_BYTES - 3, 4);
    assertThat(out.getLast().getInt()).isEqualTo(7);
    assertThat(buffer.sizeBytes()).isEqualTo(5);
  }

  private List<ByteBuffer> drain(int count) {
    List<ByteBuffer> out = new ArrayList<>();
    buffer.drainTo(out, count);
    return out;
  }
}
