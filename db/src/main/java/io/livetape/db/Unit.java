package io.livetape.db;

import java.sql.Connection;
import java.util.concurrent.CompletableFuture;

/** One caller's work on its way through a database thread: first it runs, then, when that has been made to last, its caller is told. */
final class Unit<T> {
  private final SqlWork<T> work;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private T result;
  private Throwable failure;

  Unit(SqlWork<T> work) {
    this.work = work;
  }

  CompletableFuture<T> outcome() {
    return outcome;
  }

  /** Runs the work and remembers how it went. Answers whether it went well; whatever it throws is its caller's, not this thread's. */
  boolean run(Connection connection) {
    try {
      result = work.run(connection);
      return true;
    } catch (Throwable thrown) {
      failure = thrown;
      return false;
    }
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
