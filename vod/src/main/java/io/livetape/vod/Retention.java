package io.livetape.vod;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is not to be kept any longer: files whose time is over, a few in each transaction and with pauses, so that recordings and
 * their callbacks hardly notice; then whatever else is given. Looks again after each interval. Owns a thread.
 */
public final class Retention implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  /** Files in one transaction. */
  private static final int BATCH = 16;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Something else that grows old, such as a log. */
  @FunctionalInterface
  public interface Sweep {
    /** Removes what is too old; waits for the database, and lets others write between. */
    void run() throws SQLException;
  }

  private final Removals removals;
  private final Duration interval;
  private final List<Sweep> others;
  private final SweepThread thread = new SweepThread("retention", this::run);

  private Retention(Removals removals, Duration interval, List<Sweep> others) {
    this.removals = removals;
    this.interval = interval;
    this.others = List.copyOf(others);
  }

  /** @param interval from the end of one sweep to the beginning of the next; the first begins at once */
  public static Retention start(Removals removals, Duration interval, List<Sweep> others) {
    Retention retention = new Retention(removals, interval, others);
    retention.thread.start();
    return retention;
  }

  private void run() throws InterruptedException {
    Duration wait = Duration.ZERO;
    while (thread.pause(wait)) {
      sweep();
      wait = interval;
    }
  }

  private void sweep() throws InterruptedException {
    try {
      sweepFiles();
      for (Sweep other : others) {
        other.run();
      }
    } catch (SQLException | RuntimeException e) {
      log.warn("[retention] {}; the next sweep, in {} s, tries again", e.toString(), interval.toSeconds());
    }
  }

  private void sweepFiles() throws SQLException, InterruptedException {
    long startedNanos = System.nanoTime();
    long count = 0;
    long bytes = 0;
    List<RecordedFile> removed;
    do {
      removed = removals.removeExpired(BATCH);
      count += removed.size();
      bytes += removed.stream().mapToLong(file -> file.content().sizeBytes()).sum();
    } while (removed.size() == BATCH && thread.pause(PAUSE));
    if (count > 0) {
      log.info("[retention] {} files of {} MB removed, whose time was over, in {} ms", count, bytes / 1_000_000,
          (System.nanoTime() - startedNanos) / 1_000_000);
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
