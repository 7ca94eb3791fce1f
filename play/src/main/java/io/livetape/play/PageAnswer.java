package io.livetape.play;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers with a page. Nothing but our own scripts, styles and media is loaded into it, whatever a stream is called. */
final class PageAnswer {
  private static final String POLICY = String.join("; ", "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
      "media-src 'self' blob:", "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors ");

  private PageAnswer() {}

  static void send(RoutingContext context, Language language, int status, String html) {
    send(context, language, status, html, "'none'");
  }

  /** @param frames which pages may frame it, as {@code frame-ancestors} says it */
  static void send(RoutingContext context, Language language, int status, String html, String frames) {
    HttpServerResponse response = context.response().setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .putHeader("Content-Security-Policy", POLICY + frames)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    response.headers().add(HttpHeaders.VARY, "Accept-Language, Cookie");
    response.end(html);
  }

  /** Whether somebody looks at the answer, against a player or a program. */
  static boolean wanted(RoutingContext context) {
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("text/html");
  }
}
