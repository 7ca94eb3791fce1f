package io.livetape.play;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Short answers: a page for browsers, plain text for players and programs. */
final class Answers {
  private Answers() {}

  /** @param why a sentence */
  static void notFound(RoutingContext context, String why) {
    failure(context, 404, why);
  }

  /** @param why a sentence */
  static void failure(RoutingContext context, int status, String why) {
    context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (PageAnswer.wanted(context)) {
      PageAnswer.send(context, status, NoticePage.html(NoticePage.title(status), why));
      return;
    }
    context.response().setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(why + "\n");
  }
}
