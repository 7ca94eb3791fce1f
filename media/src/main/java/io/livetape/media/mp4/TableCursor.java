package io.livetape.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes the rows of one table into their place in a file, a buffer at a time, by positional writes. One thread. */
final class TableCursor {
  private static final int BUFFER_SIZE_BYTES = 16 * 1024;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE_BYTES);
  private final long endOffset;
  private long offset;

  /** @param offset where the rows begin in the file @param sizeBytes of all rows */
  TableCursor(FileChannel channel, long offset, long sizeBytes) {
    this.channel = channel;
    this.offset = offset;
    this.endOffset = offset + sizeBytes;
  }

  TableCursor putInt(int value) throws IOException {
    room(4).putInt(value);
    return this;
  }

  void putLong(long value) throws IOException {
    room(8).putLong(value);
  }

  /** @throws IllegalStateException if the table is not exactly full: it would leave a hole in the index */
  void finish() throws IOException {
    flush();
    if (offset != endOffset) {
      throw new IllegalStateException("a sample table is " + (endOffset - offset) + " bytes short of what the totals announced");
    }
  }

  private ByteBuffer room(int sizeBytes) throws IOException {
    if (buffer.remaining() < sizeBytes) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    if (buffer.remaining() > endOffset - offset) {
      throw new IllegalStateException("a sample table is longer than the totals announced");
    }
    offset = writeFully(channel, buffer, offset);
    buffer.clear();
  }

  /** @return where the written bytes end */
  static long writeFully(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    return at;
  }
}
