package io.livetape.app;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** {@code /healthz}: the process answers; {@code /readyz}: it records; {@code /metrics}: figures for Prometheus. */
final class HealthRoutes {
  private final BooleanSupplier ready;
  private final Metrics metrics;

  HealthRoutes(BooleanSupplier ready, Metrics metrics) {
    this.ready = ready;
    this.metrics = metrics;
  }

  void mount(Router router) {
    router.get("/healthz").handler(context -> context.response().end("ok\n"));
    router.get("/readyz").handler(this::readyz);
    router.get("/metrics").handler(this::metrics);
  }

  private void readyz(RoutingContext context) {
    boolean yes = ready.getAsBoolean();
    context.response().setStatusCode(yes ? 200 : 503).end(yes ? "ready\n" : "not ready\n");
  }

  /** On a thread of its own: some figures are read from the database. */
  private void metrics(RoutingContext context) {
    Thread.startVirtualThread(() -> context.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.scrape()));
  }
}
