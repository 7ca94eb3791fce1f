package io.livetape.testkit.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** How much room a troubled disk says that it has. */
final class TroubledStore extends FileStore {
  private final FileStore real;
  private final TroubledDisk disk;

  TroubledStore(FileStore real, TroubledDisk disk) {
    this.real = real;
    this.disk = disk;
  }

  @Override
  public long getUsableSpace() throws IOException {
    return disk.freeBytes(real.getUsableSpace());
  }

  @Override
  public long getUnallocatedSpace() throws IOException {
    return disk.freeBytes(real.getUnallocatedSpace());
  }

  @Override
  public long getTotalSpace() throws IOException {
    return real.getTotalSpace();
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public String type() {
    return real.type();
  }

  @Override
  public boolean isReadOnly() {
    return real.isReadOnly();
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return real.supportsFileAttributeView(type);
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return real.supportsFileAttributeView(name);
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    return real.getFileStoreAttributeView(type);
  }

  @Override
  public Object getAttribute(String attribute) throws IOException {
    return real.getAttribute(attribute);
  }
}
