package io.livetape.testkit.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file or folder of a simulated disk; a folder can only be synced. One write is one change. Any thread. */
final class DiskChannel extends FileChannel {
  private final SimulatedDisk disk;
  private final Node node;
  private long position;

  DiskChannel(SimulatedDisk disk, Node node) {
    this.disk = disk;
    this.node = node;
  }

  private Node.Bytes file() throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    if (node instanceof Node.Bytes file) {
      return file;
    }
    throw new IOException("is a folder");
  }

  @Override
  public synchronized int read(ByteBuffer to) throws IOException {
    int count = read(to, position);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public synchronized long read(ByteBuffer[] to, int offset, int length) throws IOException {
    long sum = 0;
    for (int i = offset; i < offset + length && to[i].hasRemaining(); i++) {
      int count = read(to[i]);
      if (count < 0) {
        return sum == 0 ? -1 : sum;
      }
      sum += count;
    }
    return sum;
  }

  @Override
  public int read(ByteBuffer to, long at) throws IOException {
    byte[] bytes = disk.read(file(), Math.toIntExact(at), to.remaining());
    boolean atEnd = bytes.length == 0 && to.hasRemaining();
    to.put(bytes);
    return atEnd ? -1 : bytes.length;
  }

  @Override
  public synchronized int write(ByteBuffer from) throws IOException {
    int count = write(from, position);
    position += count;
    return count;
  }

  @Override
  public synchronized long write(ByteBuffer[] from, int offset, int length) throws IOException {
    int sizeBytes = 0;
    for (int i = offset; i < offset + length; i++) {
      sizeBytes += from[i].remaining();
    }
    ByteBuffer all = ByteBuffer.allocate(sizeBytes);
    for (int i = offset; i < offset + length; i++) {
      all.put(from[i]);
    }
    return write(all.flip());
  }

  @Override
  public int write(ByteBuffer from, long at) throws IOException {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    disk.write(file(), Math.toIntExact(at), bytes);
    return bytes.length;
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized FileChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    return disk.sizeBytes(file());
  }

  @Override
  public FileChannel truncate(long sizeBytes) throws IOException {
    if (sizeBytes < size()) {
      disk.change(new Change.Cut(file(), Math.toIntExact(sizeBytes)));
    }
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
    disk.change(new Change.Sync(node));
  }

  @Override
  protected void implCloseChannel() {}

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long at, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long sizeBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long from, long sizeBytes, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long from, long sizeBytes, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
