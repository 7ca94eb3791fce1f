package io.livetape.play;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Short answers in plain text. */
final class Answers {
  private Answers() {}

  static void notFound(RoutingContext context, String why) {
    text(context, 404, why);
  }

  static void text(RoutingContext context, int status, String text) {
    context.response().setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(text + "\n");
  }
}
