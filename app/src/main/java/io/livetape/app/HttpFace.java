package io.livetape.app;

import io.livetape.app.config.HttpConfig;
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
final class HttpFace implements Measured, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpFace.class);
  /** A client that takes nothing of an answer for so long is gone. */
  private static final int IDLE_SECONDS = 120;

  /** The cloud's limit for API calls by GET, whose parameters are all in the first line. */
  private static final int FIRST_LINE_MAX_BYTES = 32 << 10;

  private final Vertx vertx;
  private final HttpServer server;
  private final HttpVisits visits;
  private final long sweepTimer;
  private volatile Handler<HttpServerRequest> handler = request -> request.response().setStatusCode(503).end("starting\n");

  static HttpFace open(Ground ground, OpenFiles files) throws IOException {
    HttpConfig config = ground.config().http();
    HttpFace face = new HttpFace(ground.vertx(), config.host(), config.port(), files.visits(config));
    ground.ownPorts().add(face.port());
    return face;
  }

  HttpFace(Vertx vertx, String host, int port, HttpVisits visits) throws IOException {
    this.vertx = vertx;
    this.visits = visits;
    server = vertx.createHttpServer(options(host, port));
    server.connectionHandler(visits::opened);
    server.requestHandler(request -> {
      visits.asked(request);
      handler.handle(request);
    });
    sweepTimer = vertx.setPeriodic(HttpVisits.SWEEP_INTERVAL.toMillis(), _ -> visits.sweep());
    EventLoops.await(server.listen(), "cannot listen on " + host + ":" + port);
  }

  /**
   * HTTP/1.1 alone: browsers speak nothing else without TLS, a connection then has one request at a time, and connections that have
   * not said yet which version they speak are seen from their first moment on.
   */
  private static HttpServerOptions options(String host, int port) {
    return new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(IDLE_SECONDS)
        .setMaxInitialLineLength(FIRST_LINE_MAX_BYTES).setHttp2ClearTextEnabled(false);
  }

  int port() {
    return server.actualPort();
  }

  HttpVisits visits() {
    return visits;
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.http(visits);
  }

  void serve(Handler<HttpServerRequest> next) {
    handler = next;
  }

  @Override
  public void close() {
    vertx.cancelTimer(sweepTimer);
    try {
      EventLoops.await(server.close(), "HTTP did not stop cleanly");
    } catch (IOException e) {
      log.warn("[http] {}", e.getMessage());
    }
  }
}
