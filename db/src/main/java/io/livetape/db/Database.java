package io.livetape.db;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  /** Lasting writes that wait, besides: a database out of order for hours leaves no more in memory than this. */
  public static final int LASTING_MAX = 16_384;

  /** Reads that wait. */
  public static final int READS_MAX = 1024;

  private final UnitQueue writes = new UnitQueue("writes", WRITES_MAX, LASTING_MAX);
  private final UnitQueue reads = new UnitQueue("reads", READS_MAX, 0);
  private final List<Thread> threads = new ArrayList<>();

  private final Duration answerMax;

  private Database(Sqlite sqlite, DatabaseConfig config) {
    answerMax = config.answerMax();
    threads.add(start("livetape-db-writer", new Writer(writes, sqlite)));
    for (int i = 1; i <= config.readerCount(); i++) {
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
    return new Database(sqlite, config);
  }

  /**
   * Runs work that writes. The future completes after the commit, with the work's result, or with what it threw, and then nothing of
   * it was kept. Works run one after another in the order given. With {@link #WRITES_MAX} waiting, or after {@link #close}, the future
   * fails at once with {@link RejectedExecutionException}.
   *
   * <p>What is chained to the future without an executor runs on the thread that writes: keep that short.
   */
  public <T> CompletableFuture<T> write(SqlWork<T> work) {
    return submit(writes, new Unit<>(work, false)).outcome();
  }

  /**
   * As {@link #write}, for what must not be lost because the database is in trouble for a while: locked, full, out of reach. The work is
   * then run again, in its order among the others, until it is committed, so it may run several times, each time from the state before it.
   * The future fails when the work itself does, with {@link #LASTING_MAX} of them waiting, and when the database is closed before.
   */
  public <T> CompletableFuture<T> writeLasting(SqlWork<T> work) {
    return submit(writes, new Unit<>(work, true)).outcome();
  }

  /** Runs work that only reads; it sees every write completed before. Otherwise as {@link #write}, with {@link #READS_MAX}. */
  public <T> CompletableFuture<T> read(SqlWork<T> work) {
    return submit(reads, new Unit<>(work, false)).outcome();
  }

  /**
   * As {@link #write}, and waits for it, up to {@link DatabaseConfig#answerMax}.
   *
   * @throws java.sql.SQLTransientException when the database is in trouble; it may work another time
   */
  public <T> T writeNow(SqlWork<T> work) throws SQLException {
    return await(submit(writes, new Unit<>(work, false)));
  }

  /** As {@link #read}, and waits for it, as {@link #writeNow} does. */
  public <T> T readNow(SqlWork<T> work) throws SQLException {
    return await(submit(reads, new Unit<>(work, false)));
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

  private static <T> Unit<T> submit(UnitQueue queue, Unit<T> unit) {
    queue.offer(unit);
    return unit;
  }

  private <T> T await(Unit<T> unit) throws SQLException {
    if (threads.contains(Thread.currentThread())) {
      throw new IllegalStateException("a database thread would wait for itself");
    }
    try {
      return unit.outcome().get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new SQLTransientException("the database has not answered within " + answerMax.toMillis() + " ms; "
          + (unit.withdraw() ? "nothing was done" : "the work may still be done"), late);
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
