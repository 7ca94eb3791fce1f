package io.livetape.testkit.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A real file on a disk in trouble. Of a write that fails half is written all the same, as disks do that become full. */
public final class TroubledChannel extends FileChannel {
  private final FileChannel real;
  private final Trouble trouble;

  /** What befalls whoever wants to change the file. */
  @FunctionalInterface
  public interface Trouble {
    /** Called before every change; takes as long as the disk would. */
    void befall() throws IOException;
  }

  public TroubledChannel(FileChannel real, Trouble trouble) {
    this.real = real;
    this.trouble = trouble;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return (int) write(new ByteBuffer[] {from}, 0, 1);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    try {
      trouble.befall();
    } catch (IOException failure) {
      real.write(half(from[offset]));
      throw failure;
    }
    return real.write(from, offset, length);
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    try {
      trouble.befall();
    } catch (IOException failure) {
      real.write(half(from), position);
      throw failure;
    }
    return real.write(from, position);
  }

  private static ByteBuffer half(ByteBuffer from) {
    return from.slice(from.position(), from.remaining() / 2);
  }

  @Override
  public FileChannel truncate(long sizeBytes) throws IOException {
    trouble.befall();
    real.truncate(sizeBytes);
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    trouble.befall();
    real.force(metadata);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
    trouble.befall();
    return real.transferFrom(source, position, count);
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    return real.read(to);
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) throws IOException {
    return real.read(to, offset, length);
  }

  @Override
  public int read(ByteBuffer to, long position) throws IOException {
    return real.read(to, position);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return real.transferTo(position, count, target);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return real.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
