package io.livetape.app;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP listener. It is bound before what answers on it is made, because the port that was bound is part of the addresses that are
 * given out; until {@link #serve} it answers 503. Any thread.
 */
final class HttpFace implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpFace.class);
  private static final int WAIT_SECONDS = 10;
  private static final int IDLE_SECONDS = 120;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private volatile Handler<HttpServerRequest> handler = request -> request.response().setStatusCode(503).end("starting\n");

  HttpFace(String host, int port) throws IOException {
    server = vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(IDLE_SECONDS));
    server.requestHandler(request -> handler.handle(request));
    try {
      await(server.listen(), "cannot listen on " + host + ":" + port);
    } catch (IOException e) {
      vertx.close();
      throw e;
    }
  }

  Vertx vertx() {
    return vertx;
  }

  int port() {
    return server.actualPort();
  }

  void serve(Handler<HttpServerRequest> next) {
    handler = next;
  }

  @Override
  public void close() {
    try {
      await(vertx.close(), "HTTP did not stop cleanly");
    } catch (IOException e) {
      log.warn("[http] {}", e.getMessage());
    }
  }

  private static void await(Future<?> future, String failure) throws IOException {
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
}
