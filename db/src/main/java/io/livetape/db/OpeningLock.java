package io.livetape.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one process (and one thread) at a time open the database: two that make it at once would both set its journal mode, which SQLite
 * refuses to the second without waiting, and both migrate it. The lock is on a file of its own, since closing any second handle on the
 * database file would drop SQLite's own locks (sqlite.org/howtocorrupt.html, section 2.2).
 */
final class OpeningLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final FileChannel channel;

  private OpeningLock(FileChannel channel) {
    this.channel = channel;
  }

  /** @throws DatabaseException when another holds it for longer than the busy timeout */
  static OpeningLock take(DatabaseConfig config) throws IOException {
    Path file = config.file().resolveSibling(config.file().getFileName() + "-opening.lock");
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long start = System.nanoTime();
    while (tryLock(channel) == null) {
      if (System.nanoTime() - start > config.busyTimeout().toNanos()) {
        channel.close();
        throw new DatabaseException(config.file() + " is being opened or migrated by another process; try again when that is done");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return new OpeningLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }
}
