package io.livetape.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Blobs as files below one folder. A blob appears under its name by a rename, after its bytes were synced, and the rename is synced
 * in the folder: what {@code take} and {@code put} have returned from survives a power cut.
 */
public final class FolderBlobStore implements BlobStore {
  private final Path root;

  public FolderBlobStore(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  @Override
  public void take(String key, Path file) throws IOException {
    Path target = prepared(key);
    if (!Files.exists(file) && Files.exists(target)) {
      return;
    }
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      fill(target, partial -> {
        Files.copy(file, partial);
        sync(partial);
      });
      Files.delete(file);
    }
    sync(target.getParent());
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    Path target = prepared(key);
    fill(target, partial -> write(partial, bytes));
    sync(target.getParent());
  }

  /** Makes a new file and syncs its bytes. */
  private interface Content {
    void writeTo(Path partial) throws IOException;
  }

  /** Of a failed attempt nothing stays: on a full disk there may be many. */
  private static void fill(Path target, Content content) throws IOException {
    Path partial = partial(target);
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
  public Optional<Path> localFile(String key) {
    return Optional.of(path(key));
  }

  private Path path(String key) {
    return root.resolve(BlobKey.check(key));
  }

  private Path prepared(String key) throws IOException {
    Path target = path(key);
    Files.createDirectories(target.getParent());
    return target;
  }

  /** Hidden, so that {@link BlobKey} can never address a half-written blob. */
  private static Path partial(Path target) {
    return target.resolveSibling("." + target.getFileName() + "." + Long.toHexString(ThreadLocalRandom.current().nextLong()));
  }

  /** Syncs a file's bytes or a folder's entries. */
  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
