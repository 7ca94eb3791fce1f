package io.livetape.testkit.disk;

import static io.livetape.testkit.disk.DiskPath.plain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Java's own files, asked for by the paths of a troubled disk. */
final class TroubledProvider extends OneDiskProvider {
  private static final FileSystemProvider REAL = FileSystems.getDefault().provider();

  private final TroubledDisk disk;

  TroubledProvider(TroubledDisk disk) {
    super("troubled");
    this.disk = disk;
  }

  @Override
  public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
    if (options.contains(StandardOpenOption.CREATE_NEW) || options.contains(StandardOpenOption.CREATE)) {
      disk.change(plain(path));
    }
    return new TroubledChannel(REAL.newFileChannel(plain(path), options, attributes), () -> disk.change(plain(path)));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> real = REAL.newDirectoryStream(plain(path), _ -> true)) {
      for (Path each : real) {
        Path here = path.resolve(each.getFileName().toString());
        if (filter.accept(here)) {
          found.add(here);
        }
      }
    }
    return listing(found);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    disk.change(plain(path));
    REAL.createDirectory(plain(path), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.change(plain(path));
    REAL.delete(plain(path));
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) throws IOException {
    disk.change(plain(to));
    REAL.copy(plain(from), plain(to), options);
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    disk.change(plain(from));
    disk.change(plain(to));
    REAL.move(plain(from), plain(to), options);
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return REAL.isSameFile(plain(one), plain(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return REAL.isHidden(plain(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return new TroubledStore(REAL.getFileStore(plain(path)), disk);
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    REAL.checkAccess(plain(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
    return REAL.getFileAttributeView(plain(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) throws IOException {
    return REAL.readAttributes(plain(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
    return REAL.readAttributes(plain(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
    disk.change(plain(path));
    REAL.setAttribute(plain(path), attribute, value, options);
  }
}
