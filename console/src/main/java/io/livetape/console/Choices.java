package io.livetape.console;

import io.livetape.play.Language;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How somebody wants to see the console, from cookies that its own switches set, else from the browser.
 *
 * @param language {@code en} or {@code zh}
 * @param theme {@code light} or {@code dark}; empty for what the system says
 */
record Choices(String language, Optional<String> theme) {
  private static final List<String> LANGUAGES = Arrays.stream(Language.values()).map(Language::code).toList();
  private static final List<String> THEMES = List.of("light", "dark");

  static Choices of(HttpServerRequest request) {
    return new Choices(cookie(request, Language.COOKIE, LANGUAGES).orElseGet(
        () -> Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)).code()),
        cookie(request, "livetape_theme", THEMES));
  }

  private static Optional<String> cookie(HttpServerRequest request, String name, List<String> known) {
    return Optional.ofNullable(request.getCookie(name)).map(Cookie::getValue).filter(known::contains);
  }
}
