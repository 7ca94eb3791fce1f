package io.livetape.play;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Short answers: a page for browsers, plain text in English for players and programs. */
final class Answers {
  private Answers() {}

  static void notFound(RoutingContext context, Sentence why) {
    failure(context, 404, why);
  }

  static void failure(RoutingContext context, int status, Sentence why) {
    context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    if (PageAnswer.wanted(context)) {
      Language language = Language.of(context.request());
      PageAnswer.send(context, language, status, NoticePage.html(language, status, why));
      return;
    }
    context.response().setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(why + "\n");
  }
}
