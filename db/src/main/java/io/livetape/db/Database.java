package io.livetape.db;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * The database: one thread that writes, a few that read, each with a connection of its own.
 *
 * <p>SQLite is native code, and a virtual thread that calls it holds its carrier all the while; so all SQL runs on the platform threads
 * here, and any other thread, virtual ones and event loops included, hands its work over. Several processes may have the same file open:
 * a write waits for another process's write, up to {@link DatabaseConfig#busyTimeout}.
 *
 * <p>All methods may be called from any thread, but the two that wait not from a database thread or an event loop.
 */
public final class Database implements AutoCloseable {
  /** Writes that wait. */
  public static final int WRITES_MAX = 4096;

  /** Reads that wait. */
  public static final int READS_MAX = 1024;

  private final UnitQueue writes = new UnitQueue("writes", WRITES_MAX);
  private final UnitQueue reads = new UnitQueue("reads", READS_MAX);
  private final List<Thread> threads = new ArrayList<>();

  private Database(Sqlite sqlite, int readerCount) {
    threads.add(start("livetape-db-writer", new Writer(writes, sqlite)));
    for (int i = 1; i <= readerCount; i++) {
      threads.add(start("livetape-db-reader-" + i, new Reader(reads, sqlite)));
    }
  }

  /**
   * Opens the database, makes it when there is none, and brings its tables up to date. The file and its companions are readable and
   * writable by their owner alone.
   *
   * @throws DatabaseException when it is from a newer build (nothing is changed then), locked for too long, damaged or out of reach
   */
  public static Database open(DatabaseConfig config) throws DatabaseException {
    Sqlite sqlite = new Sqlite(config);
    try (OpeningLock _ = OpeningLock.take(config)) {
      sqlite.prepareFile();
      new Migrations(sqlite.writing(), config.file()).apply();
    } catch (DatabaseException failure) {
      throw failure;
    } catch (IOException failure) {
      throw new DatabaseException("cannot open the database " + config.file() + ": " + failure, failure);
    } catch (SQLException failure) {
      throw new DatabaseException("cannot open the database " + config.file() + ": " + sqlite.explain(failure).getMessage(), failure);
    }
    return new Database(sqlite, config.readerCount());
  }

  /**
   * Runs work that writes. The future completes after the commit, with the work's result, or with what it threw, and then nothing of
   * it was kept. Works run one after another in the order given. With {@link #WRITES_MAX} waiting, or after {@link #close}, the future
   * fails at once with {@link RejectedExecutionException}.
   *
   * <p>What is chained to the future without an executor runs on the thread that writes: keep that short.
   */
  public <T> CompletableFuture<T> write(SqlWork<T> work) {
    return submit(writes, work);
  }

  /** Runs work that only reads; it sees every write completed before. Otherwise as {@link #write}, with {@link #READS_MAX}. */
  public <T> CompletableFuture<T> read(SqlWork<T> work) {
    return submit(reads, work);
  }

  /** As {@link #write}, and waits for it. */
  public <T> T writeNow(SqlWork<T> work) throws SQLException {
    return await(write(work));
  }

  /** As {@link #read}, and waits for it. */
  public <T> T readNow(SqlWork<T> work) throws SQLException {
    return await(read(work));
  }

  /** Takes no more work, does what was accepted, and closes the connections. */
  @Override
  public void close() {
    writes.close();
    reads.close();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static <T> CompletableFuture<T> submit(UnitQueue queue, SqlWork<T> work) {
    Unit<T> unit = new Unit<>(work);
    queue.offer(unit);
    return unit.outcome();
  }

  private <T> T await(CompletableFuture<T> outcome) throws SQLException {
    if (threads.contains(Thread.currentThread())) {
      throw new IllegalStateException("a database thread would wait for itself");
    }
    try {
      return outcome.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for the database; the work may still be done", interrupted);
    } catch (ExecutionException failure) {
      throw rethrown(failure.getCause());
    }
  }

  private static SQLException rethrown(Throwable cause) {
    switch (cause) {
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      case SQLException sql -> {
        return sql;
      }
      default -> throw new IllegalStateException("database work cannot throw this", cause);
    }
  }

  private static Thread start(String name, Runnable loop) {
    return Thread.ofPlatform().name(name).daemon().start(loop);
  }
}
