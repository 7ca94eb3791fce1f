package io.livetape.app;

import io.livetape.callback.Backlog;
import io.livetape.callback.Dispatcher;
import io.livetape.callback.Outbox;
import java.sql.SQLException;

/** The figures of outbox and dispatcher, for {@link Metrics}. Reads the database. */
record Callbacks(Outbox outbox, Dispatcher dispatcher) {
  long deliveredCount() {
    return dispatcher.deliveredCount();
  }

  long failedAttemptCount() {
    return dispatcher.failedAttemptCount();
  }

  double waitingCount() {
    return backlogOrNaN(Backlog::waitingCount);
  }

  double parkedCount() {
    return backlogOrNaN(Backlog::parkedCount);
  }

  /** NaN says "unknown" to Prometheus; the scrape itself must not fail with the database. */
  private double backlogOrNaN(java.util.function.ToLongFunction<Backlog> figure) {
    try {
      return figure.applyAsLong(outbox.backlog());
    } catch (SQLException | RuntimeException _) {
      return Double.NaN;
    }
  }
}
