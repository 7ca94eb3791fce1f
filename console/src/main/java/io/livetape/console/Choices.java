package io.livetape.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.List;
import java.util.Optional;

/**
 * How somebody wants to see the console, from cookies that its own switches set, else from the browser.
 *
 * @param language {@code en} or {@code zh}
 * @param theme {@code light} or {@code dark}; empty for what the system says
 */
record Choices(String language, Optional<String> theme) {
  private static final List<String> LANGUAGES = List.of("en", "zh");
  private static final List<String> THEMES = List.of("light", "dark");
  private static final int ACCEPT_MAX_CHARS = 500;

  static Choices of(HttpServerRequest request) {
    return new Choices(cookie(request, "livetape_language", LANGUAGES).orElseGet(() -> accepted(request)),
        cookie(request, "livetape_theme", THEMES));
  }

  private static Optional<String> cookie(HttpServerRequest request, String name, List<String> known) {
    return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue).filter(known::contains);
  }

  private static String accepted(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (header == null || header.length() > ACCEPT_MAX_CHARS) {
      return "en";
    }
    try {
      String tag = Locale.lookupTag(LanguageRange.parse(header), LANGUAGES);
      return tag == null ? "en" : tag;
    } catch (IllegalArgumentException _) {
      return "en";
    }
  }
}
