package io.livetape.testkit.disk;

import static io.livetape.testkit.disk.DiskPath.plain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;

/** What can be done with the paths of a simulated disk: what a recorder and a store do, and nothing else. */
final class DiskProvider extends OneDiskProvider {
  private final SimulatedDisk disk;

  DiskProvider(SimulatedDisk disk) {
    super("simulated");
    this.disk = disk;
  }

  @Override
  public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
    boolean writes = options.contains(StandardOpenOption.WRITE);
    if (writes && (options.contains(StandardOpenOption.CREATE_NEW) || options.contains(StandardOpenOption.CREATE) && !there(path))) {
      disk.enter(plain(path), new Node.Bytes());
    }
    Node node = disk.find(plain(path));
    if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING) && node instanceof Node.Bytes file && file.sizeBytes() > 0) {
      disk.change(new Change.Cut(file, 0));
    }
    return new DiskChannel(disk, node);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return listing(disk.names(plain(path)).stream().map(path::resolve).toList());
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    disk.enter(plain(path), new Node.Folder());
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.remove(plain(path));
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    boolean replaces = List.of(options).contains(StandardCopyOption.ATOMIC_MOVE)
        || List.of(options).contains(StandardCopyOption.REPLACE_EXISTING);
    if (!replaces && there(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    disk.rename(plain(from), plain(to));
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return disk.find(plain(one)) == disk.find(plain(other));
  }

  @Override
  public boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    disk.find(plain(path));
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) throws IOException {
    Node node = disk.find(plain(path));
    return type.cast(new DiskAttributes(node, disk.sizeBytes(node)));
  }

  private boolean there(Path path) {
    try {
      disk.find(plain(path));
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
