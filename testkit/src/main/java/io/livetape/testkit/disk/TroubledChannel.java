package io.livetape.testkit.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** A real file on a troubled disk. */
final class TroubledChannel extends FileChannel {
  private final FileChannel real;
  private final Path path;
  private final TroubledDisk disk;

  TroubledChannel(FileChannel real, Path path, TroubledDisk disk) {
    this.real = real;
    this.path = path;
    this.disk = disk;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    disk.change(path);
    return real.write(from);
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    disk.change(path);
    return real.write(from, offset, length);
  }

  @Override
  public int write(ByteBuffer from, long position) throws IOException {
    disk.change(path);
    return real.write(from, position);
  }

  @Override
  public FileChannel truncate(long sizeBytes) throws IOException {
    disk.change(path);
    real.truncate(sizeBytes);
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    disk.change(path);
    real.force(metadata);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
    disk.change(path);
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
