package io.livetape.app;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP listener. It is bound before what answers on it is made, because the port that was bound is part of the addresses that are
 * given out; until {@link #serve} it answers 503. Any thread.
 */
final class HttpFace implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpFace.class);
  private static final int IDLE_SECONDS = 120;

  private final HttpServer server;
  private volatile Handler<HttpServerRequest> handler = request -> request.response().setStatusCode(503).end("starting\n");

  HttpFace(Vertx vertx, String host, int port) throws IOException {
    server = vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(IDLE_SECONDS));
    server.requestHandler(request -> handler.handle(request));
    EventLoops.await(server.listen(), "cannot listen on " + host + ":" + port);
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
      EventLoops.await(server.close(), "HTTP did not stop cleanly");
    } catch (IOException e) {
      log.warn("[http] {}", e.getMessage());
    }
  }
}
