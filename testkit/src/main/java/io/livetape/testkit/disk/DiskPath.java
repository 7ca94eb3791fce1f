package io.livetape.testkit.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** A path on a disk of this package: the letters of an ordinary path, and the disk that they lead to. */
record DiskPath(DiskFileSystem fileSystem, Path plain) implements Path {

  static Path plain(Path path) {
    return ((DiskPath) path).plain;
  }

  private Path of(Path other) {
    return other == null ? null : new DiskPath(fileSystem, other);
  }

  @Override
  public FileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return plain.isAbsolute();
  }

  @Override
  public Path getRoot() {
    return of(plain.getRoot());
  }

  @Override
  public Path getFileName() {
    return of(plain.getFileName());
  }

  @Override
  public Path getParent() {
    return of(plain.getParent());
  }

  @Override
  public int getNameCount() {
    return plain.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return of(plain.getName(index));
  }

  @Override
  public Path subpath(int from, int to) {
    return of(plain.subpath(from, to));
  }

  @Override
  public boolean startsWith(Path other) {
    return plain.startsWith(plain(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return plain.endsWith(plain(other));
  }

  @Override
  public Path normalize() {
    return of(plain.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return of(plain.resolve(plain(other)));
  }

  @Override
  public Path relativize(Path other) {
    return of(plain.relativize(plain(other)));
  }

  @Override
  public URI toUri() {
    return URI.create("simulated:" + plain);
  }

  @Override
  public Path toAbsolutePath() {
    return of(Path.of("/").resolve(plain));
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    fileSystem.provider().checkAccess(this);
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return plain.compareTo(plain(other));
  }

  @Override
  public String toString() {
    return plain.toString();
  }
}
