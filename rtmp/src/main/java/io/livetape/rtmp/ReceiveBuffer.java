package io.livetape.rtmp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.nio.ByteBuffer;

/**
 * The one buffer into which every plain socket of an event loop is read: large, so that a batch takes one system call, and shared, so
 * that it costs nothing per connection and stays in the processor's cache. Whoever reads from it is done with the bytes before
 * the next socket is read. TLS keeps what it cannot decrypt yet, so its sockets are read into buffers of their own of the same size.
 */
final class ReceiveBuffer implements RecvByteBufAllocator {
  static final int SIZE_BYTES = 64 * 1024;
  /** Reads in a row from one socket before the others have their turn. */
  private static final int ROUND_MAX = 16;

  private final ByteBuf buffer = Unpooled.directBuffer(SIZE_BYTES, SIZE_BYTES);
  private final ByteBuffer view = buffer.nioBuffer(0, SIZE_BYTES);

  /** The bytes of a buffer that a channel delivered. */
  ByteBuffer bytes(ByteBuf delivered) {
    return delivered == buffer ? view.clear().position(buffer.readerIndex()).limit(buffer.writerIndex()) : delivered.nioBuffer();
  }

  /** Gives the memory back; no channel may use it any more. */
  void release() {
    buffer.release();
  }

  @Override
  public ReceiveHandle newHandle() {
    return new ReceiveHandle(true);
  }

  /** For sockets whose first reader keeps bytes. */
  RecvByteBufAllocator unshared() {
    return () -> new ReceiveHandle(false);
  }

  /** Lets a channel be read on while the buffer comes back full, and remembers whether the sender is ahead of us. */
  final class ReceiveHandle implements ExtendedHandle {
    private final boolean shared;
    private int roundCount;
    private int attemptedBytes;
    private int lastBytes;
    private boolean filled;

    private ReceiveHandle(boolean shared) {
      this.shared = shared;
    }

    /** Whether the last series of reads filled the buffer at least once: then more is there, or on its way. */
    boolean filled() {
      return filled;
    }

    /** Whether the last read found less than it had room for: the system has no more for us just now. */
    boolean drained() {
      return !full();
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      return shared ? buffer.retain().clear() : allocator.directBuffer(SIZE_BYTES);
    }

    @Override
    public int guess() {
      return SIZE_BYTES;
    }

    @Override
    public void reset(ChannelConfig config) {
      roundCount = 0;
      lastBytes = 0;
      filled = false;
    }

    @Override
    public void incMessagesRead(int count) {
      roundCount += count;
    }

    @Override
    public void lastBytesRead(int bytes) {
      lastBytes = bytes;
      filled |= full();
    }

    @Override
    public int lastBytesRead() {
      return lastBytes;
    }

    @Override
    public void attemptedBytesRead(int bytes) {
      attemptedBytes = bytes;
    }

    @Override
    public int attemptedBytesRead() {
      return attemptedBytes;
    }

    @Override
    public boolean continueReading() {
      return full() && roundCount < ROUND_MAX;
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
      return continueReading();
    }

    @Override
    public void readComplete() {}

    private boolean full() {
      return lastBytes > 0 && lastBytes == attemptedBytes;
    }
  }
}
