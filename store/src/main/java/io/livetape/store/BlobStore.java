package io.livetape.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where finished bytes rest. A blob is written once, whole, under a key that its writer chose, and never changes.
 *
 * <p>Keys are relative paths of {@code [a-z0-9._-]} names joined by {@code /}; anything else is an
 * {@link IllegalArgumentException}, so that a name from outside can never become a path. Any thread; calls block.
 */
public interface BlobStore {
  /**
   * Takes over a finished local file, which is gone afterwards. After a failure the file or the blob is whole; calling again
   * completes the rest, also when an earlier call had completed unnoticed (the file is gone, the blob is there).
   */
  void take(String key, Path file) throws IOException;

  /** Stores a small blob; replaces one of the same key as a whole. */
  void put(String key, byte[] bytes) throws IOException;

  /** Reads a range. {@code length} may reach beyond the end: what is there is returned. Missing blob: NoSuchFileException. */
  byte[] read(String key, long offset, int length) throws IOException;

  /** The size in bytes, or empty when there is no such blob. */
  Optional<Long> sizeBytes(String key) throws IOException;

  /** Removes a blob; one that is missing is no error. */
  void delete(String key) throws IOException;

  /** Removes blobs so that they stay away after a power cut, too. After a failure some of them are gone; calling again completes the rest. */
  void deleteAll(List<String> keys) throws IOException;

  /** The blob as a local file for sendfile, where this store has one. */
  Optional<Path> localFile(String key);
}
