package io.livetape.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of HTTP, for answers and for callbacks. Any thread. */
final class EventLoops implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventLoops.class);
  private static final int WAIT_SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();

  Vertx vertx() {
    return vertx;
  }

  /** @throws IOException when it fails or takes too long; its message begins with {@code failure} */
  static void await(Future<?> future, String failure) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(failure, e);
    } catch (ExecutionException e) {
      throw new IOException(failure + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(failure + " within " + WAIT_SECONDS + " s", e);
    }
  }

  @Override
  public void close() {
    try {
      await(vertx.close(), "the event loops did not stop cleanly");
    } catch (IOException e) {
      log.warn("[http] {}", e.getMessage());
    }
  }
}
