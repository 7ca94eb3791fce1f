package io.livetape.db;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the database is and how it is used.
 *
 * @param file the database file; its folder exists
 * @param readerCount how many reads run at once, 1 to {@value #READERS_MAX}
 * @param busyTimeout how long to wait for another process that holds the database
 * @param answerMax how long those who wait for their work wait at most, whatever the reason
 */
public record DatabaseConfig(Path file, Synchronous synchronous, int readerCount, Duration busyTimeout, Duration answerMax) {
  public static final int READERS_MAX = 16;

  public DatabaseConfig {
    if (readerCount < 1 || readerCount > READERS_MAX) {
      throw new IllegalArgumentException("readerCount is not between 1 and " + READERS_MAX + ": " + readerCount);
    }
    if (busyTimeout.isNegative() || busyTimeout.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("busyTimeout is out of range: " + busyTimeout);
    }
    if (!answerMax.isPositive()) {
      throw new IllegalArgumentException("answerMax is not positive: " + answerMax);
    }
    file = file.toAbsolutePath();
  }

  /** Two readers, five seconds of patience with other processes and fifteen with all, commits that survive a power cut. */
  public static DatabaseConfig of(Path file) {
    return new DatabaseConfig(file, Synchronous.FULL, 2, Duration.ofSeconds(5), Duration.ofSeconds(15));
  }
}
