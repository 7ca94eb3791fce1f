package io.livetape.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Blobs as files below one folder. A blob appears under its name by a rename, after its bytes were synced, and the rename is synced
 * in the folder, as are the names of folders: what {@code take} and {@code put} have returned from survives a power cut.
 */
public final class FolderBlobStore implements BlobStore {
  /** Hidden, so that {@link BlobKey} can never address a half-written blob. */
  private static final String PARTIAL = ".partial";

  private final Path root;
  private final Path partials;
  /** Folders whose names this process has made sure of; some for each day that it lives. Guarded by this. */
  private final Set<Path> durable = new HashSet<>();

  /** One process at a time may use a folder: what another has half written is removed. */
  public FolderBlobStore(Path root) throws IOException {
    this.root = DurableFolder.make(root);
    partials = Files.createDirectories(root.resolve(PARTIAL));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(partials)) {
      for (Path partial : left) {
        Files.delete(partial);
      }
    }
  }

  @Override
  public void take(String key, Path file) throws IOException {
    Path target = prepared(key);
    if (Files.exists(file) || !Files.exists(target)) {
      move(file, target);
    }
    // Also where an earlier call has moved it: its process may have died before this.
    DurableFolder.syncNames(target.getParent());
  }

  private void move(Path file, Path target) throws IOException {
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      fill(target, partial -> {
        Files.copy(file, partial);
        sync(partial);
      });
      Files.delete(file);
    }
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    Path target = prepared(key);
    fill(target, partial -> write(partial, bytes));
    DurableFolder.syncNames(target.getParent());
  }

  /** Makes a new file and syncs its bytes. */
  private interface Content {
    void writeTo(Path partial) throws IOException;
  }

  /** Of a failed attempt nothing stays: on a full disk there may be many. */
  private void fill(Path target, Content content) throws IOException {
    Path partial = partials.resolve(Long.toHexString(ThreadLocalRandom.current().nextLong()));
    try {
      content.writeTo(partial);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
  }

  @Override
  public byte[] read(String key, long offset, int length) throws IOException {
    try (FileChannel in = FileChannel.open(path(key), StandardOpenOption.READ)) {
      int sizeBytes = Math.clamp(in.size() - offset, 0, length);
      ByteBuffer bytes = ByteBuffer.allocate(sizeBytes);
      while (bytes.hasRemaining() && in.read(bytes, offset + bytes.position()) >= 0) {
        // A read may be short; the file does not shrink.
      }
      return bytes.array();
    }
  }

  @Override
  public Optional<Long> sizeBytes(String key) throws IOException {
    try {
      return Optional.of(Files.size(path(key)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(path(key));
  }

  @Override
  public void deleteAll(List<String> keys) throws IOException {
    Set<Path> folders = new HashSet<>();
    for (String key : keys) {
      delete(key);
      folders.add(path(key).getParent());
    }
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        DurableFolder.syncNames(folder);
      }
    }
  }

  @Override
  public Optional<Path> localFile(String key) {
    return Optional.of(path(key));
  }

  private Path path(String key) {
    return root.resolve(BlobKey.check(key));
  }

  private Path prepared(String key) throws IOException {
    Path target = path(key);
    makeDurable(target.getParent());
    return target;
  }

  private synchronized void makeDurable(Path folder) throws IOException {
    if (!folder.equals(root) && !(durable.contains(folder) && Files.isDirectory(folder))) {
      makeDurable(folder.getParent());
      durable.add(DurableFolder.make(folder));
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
