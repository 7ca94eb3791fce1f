package io.livetape.record;

import io.livetape.db.Database;
import io.livetape.store.BlobStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings finished files into the store and the catalogue: the bytes first, then one transaction. Both halves can be repeated, so a
 * failure is answered by trying again, later and later, until it works or the process ends; recovery then does the rest.
 */
final class Landing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Landing.class);
  static final Duration RETRY_FIRST = Duration.ofMillis(500);
  private static final Duration RETRY_MAX = Duration.ofSeconds(30);

  private final BlobStore store;
  private final Database database;
  private final RecordMetrics metrics;
  private final Duration retryFirst;
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("landing-retry").daemon().factory());

  /** @param retryFirst how long to wait after the first failure; each time twice as long, up to {@link #RETRY_MAX} */
  Landing(BlobStore store, Database database, RecordMetrics metrics, Duration retryFirst) {
    this.store = store;
    this.database = database;
    this.metrics = metrics;
    this.retryFirst = retryFirst;
  }

  /** One thing to land; every method may be called again. */
  interface Step {
    /** For the log. */
    String name();

    /** Moves the bytes. Blocks; on the executor given to {@link Landing#land}. */
    void store(BlobStore store) throws IOException;

    /** Writes the rows, on the database's thread, in one transaction. */
    void commit(Connection transaction) throws SQLException;

    /** After the commit; on any thread. */
    void committed();
  }

  /**
   * Lands one step.
   *
   * @param executor where blocking store calls run
   * @return completes when the step is committed; never fails
   */
  CompletableFuture<Void> land(Executor executor, Step step) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    executor.execute(() -> attempt(executor, step, retryFirst, done));
    return done;
  }

  private void attempt(Executor executor, Step step, Duration delay, CompletableFuture<Void> done) {
    try {
      step.store(store);
    } catch (IOException | RuntimeException e) {
      retry(executor, step, delay, done, e);
      return;
    }
    database.writeLasting(transaction -> {
      step.commit(transaction);
      return null;
    }).whenComplete((_, failure) -> {
      if (failure != null) {
        retry(executor, step, delay, done, failure);
      } else {
        tell(step);
        done.complete(null);
      }
    });
  }

  /** What is committed has landed, whatever comes of telling so. */
  private static void tell(Step step) {
    try {
      step.committed();
    } catch (RuntimeException e) {
      log.error("[{}] is landed, but not everybody could be told", step.name(), e);
    }
  }

  private void retry(Executor executor, Step step, Duration delay, CompletableFuture<Void> done, Throwable failure) {
    metrics.landingRetries.increment();
    log.warn("[{}] could not be landed: {}; next try in {} ms", step.name(), failure.toString(), delay.toMillis());
    Duration next = delay.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? delay.multipliedBy(2) : RETRY_MAX;
    retries.schedule(
        () -> executor.execute(() -> attempt(executor, step, next, done)), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Gives up waiting retries; recovery finds their files at the next start. */
  @Override
  public void close() {
    retries.shutdownNow();
  }
}
