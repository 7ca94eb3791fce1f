package io.livetape.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds everything a server keeps. Readable by its owner alone. */
final class DataFolder {
  private final Path root;

  private DataFolder(Path root) {
    this.root = root;
  }

  /** Makes the folder if it is missing. */
  static DataFolder open(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
    return new DataFolder(root);
  }

  Path root() {
    return root;
  }

  Path database() {
    return root.resolve("livetape.db");
  }

  Path spool() {
    return root.resolve("spool");
  }

  /** For files that nobody misses after the process has ended. */
  Path scratch() {
    return root.resolve("scratch");
  }

  /** For files that tasks are making, on the store's disk. */
  Path work() {
    return root.resolve("work");
  }

  Path store() {
    return root.resolve("store");
  }

  /** What the newest server of this folder listens on; see {@link ServerFacts}. */
  Path serverFacts() {
    return root.resolve("server.json");
  }

  /** Makes this process the folder's only server, until the lock is closed or the process ends. */
  FileChannel lock() throws IOException {
    FileChannel channel = FileChannel.open(root.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      throw new IOException("another server uses the data folder " + root + "; stop it, or choose another one with --data");
    }
    return channel;
  }

  /** Whether a server runs on this folder now. */
  boolean served() throws IOException {
    if (!Files.exists(root.resolve("server.lock"))) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(root.resolve("server.lock"), StandardOpenOption.WRITE)) {
      return !tryLock(channel);
    }
  }

  /** False when another process has the lock, or this one by another channel. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }
}
