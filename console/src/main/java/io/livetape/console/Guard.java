package io.livetape.console;

import io.livetape.console.account.Session;
import io.livetape.console.account.Sessions;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a request comes from a browser that is signed in, and from a page of ours in it. Blocks where it asks for the session. */
final class Guard {
  static final String COOKIE = "livetape_session";
  static final String CSRF_HEADER = "X-Livetape-Csrf";

  private static final List<String> JSON = List.of("application/json", "application/json; charset=utf-8");

  private final Sessions sessions;
  private final String publicUrl;

  /** @param publicUrl under which others reach this server */
  Guard(Sessions sessions, String publicUrl) {
    this.sessions = sessions;
    this.publicUrl = publicUrl;
  }

  Optional<Session> session(HttpServerRequest request) throws SQLException {
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null ? Optional.empty() : sessions.find(cookie.getValue());
  }

  /**
   * Whether a POST can come from a page of ours alone: browsers let no other site send JSON here unasked, and say themselves where a
   * request comes from. Programs that are no browsers say nothing of that.
   */
  boolean fromOurPages(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !JSON.contains(type.toLowerCase(Locale.ROOT))) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null || (publicUrl + "/").startsWith(origin + "/")
        || request.authority() != null && origin.replaceFirst("^https?://", "").equals(request.authority().toString());
  }

  /** Whether it carries the session's token, which only a page of ours can have read. */
  static boolean hasToken(HttpServerRequest request, Session session) {
    String token = request.getHeader(CSRF_HEADER);
    return token != null && MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), session.csrf().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the browser has come by HTTPS, as far as that can be known: at the public address, if that is one of HTTPS. */
  boolean byHttps(HttpServerRequest request) {
    return request.isSSL() || request.authority() != null && (publicUrl + "/").startsWith("https://" + request.authority() + "/");
  }
}
