package io.livetape.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** One caller's work on its way through a database thread: first it runs, then, when that has been made to last, its caller is told. */
final class Unit<T> {
  private final SqlWork<T> work;
  private final boolean lasting;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  /** Taken by the database thread when it begins, or by a caller who does not want to wait any longer. */
  private final AtomicBoolean taken = new AtomicBoolean();
  private boolean begun;
  private T result;
  private Throwable failure;

  /** @param lasting whether it is run again while the database is in trouble */
  Unit(SqlWork<T> work, boolean lasting) {
    this.work = work;
    this.lasting = lasting;
  }

  boolean lasting() {
    return lasting;
  }

  CompletableFuture<T> outcome() {
    return outcome;
  }

  /** What the work threw; null if it went well. */
  Throwable failure() {
    return failure;
  }

  /** Takes the work back. False when it has begun. Any thread. */
  boolean withdraw() {
    return taken.compareAndSet(false, true);
  }

  /**
   * Runs the work, unless it was withdrawn, and remembers how it went; once more after {@link #again}. Answers whether it went well;
   * whatever it throws is its caller's, not this thread's.
   */
  boolean run(Connection connection) {
    begun |= taken.compareAndSet(false, true);
    if (!begun) {
      return true;
    }
    try {
      result = work.run(connection);
      return true;
    } catch (Throwable thrown) {
      failure = thrown;
      return false;
    }
  }

  /** Has the failure said in better words, where there are any. */
  void explain(Sqlite sqlite) {
    failure = failure instanceof SQLException sql ? sqlite.explain(sql) : failure;
  }

  /** Forgets how it went. */
  void again() {
    result = null;
    failure = null;
  }

  /** Tells the caller how the work went. */
  void settle() {
    if (failure == null) {
      outcome.complete(result);
    } else {
      outcome.completeExceptionally(failure);
    }
  }

  /** Tells the caller that the work did not last, unless the work itself had failed before. */
  void settleLost(Throwable cause) {
    failure = failure == null ? cause : failure;
    settle();
  }
}
