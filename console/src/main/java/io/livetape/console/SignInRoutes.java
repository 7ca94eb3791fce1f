package io.livetape.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.livetape.console.account.AuditLog;
import io.livetape.console.account.Session;
import io.livetape.console.account.Sessions;
import io.livetape.console.account.SignIn;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Signing in and out, and who is signed in. */
final class SignInRoutes {
  private static final int BODY_MAX_BYTES = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COOKIE_PATH = "/console";

  private final Guard guard;
  private final SignIn signIn;
  private final Sessions sessions;
  private final AuditLog audit;
  private final ServerInfo server;
  private final InstantSource clock;
  private final Consumer<Session> ended;

  /** @param ended hears of sessions whose users have signed out */
  SignInRoutes(
      Guard guard, SignIn signIn, Sessions sessions, AuditLog audit, ServerInfo server, InstantSource clock, Consumer<Session> ended) {
    this.guard = guard;
    this.signIn = signIn;
    this.sessions = sessions;
    this.audit = audit;
    this.server = server;
    this.clock = clock;
    this.ended = ended;
  }

  void mount(Router router) {
    router.post("/console/login").handler(Blocking.handler(this::login));
    router.post("/console/logout").handler(Blocking.handler((context, _) -> logout(context)));
    router.get("/console/session").handler(Blocking.handler((context, _) -> session(context)));
  }

  /** What the pages want to know first. */
  record SessionAnswer(String user, String role, String csrf, ServerInfo server) {}

  private record Credentials(String user, String password) {}

  private Answer login(RoutingContext context, Blocking.Body body) throws SQLException, InterruptedException {
    if (!guard.fromOurPages(context.request())) {
      return Answer.foreign();
    }
    Optional<Credentials> credentials = credentials(body.read(BODY_MAX_BYTES));
    if (credentials.isEmpty()) {
      return Answer.refused(400, "InvalidParameter", "The body must be {\"User\": …, \"Password\": …}.");
    }
    String user = credentials.get().user;
    return switch (signIn.attempt(user, credentials.get().password, address(context.request()))) {
      case SignIn.Outcome.In(String id) -> {
        note(context, user, "SignIn", AuditLog.OK);
        yield entered(context, id);
      }
      case SignIn.Outcome.Wrong() -> {
        note(context, user, "SignIn", "AuthFailure");
        yield Answer.refused(401, "AuthFailure.WrongPassword", "The user name or the password is wrong.");
      }
      case SignIn.Outcome.Wait(Duration time) -> {
        long seconds = Math.max(1, time.plusMillis(999).toSeconds());
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        yield Answer.refused(429, "RequestLimitExceeded", "Too many attempts to sign in: try again in " + seconds + " s.");
      }
    };
  }

  private Answer entered(RoutingContext context, String id) throws SQLException {
    context.response().addCookie(cookie(context.request(), id));
    Session session = sessions.find(id).orElseThrow();
    return Answer.success(answer(session));
  }

  private Answer logout(RoutingContext context) throws SQLException {
    Optional<Session> session = guard.session(context.request());
    if (session.isEmpty()) {
      return Answer.notSignedIn();
    }
    if (!guard.fromOurPages(context.request()) || !Guard.hasToken(context.request(), session.get())) {
      return Answer.foreign();
    }
    sessions.end(session.get());
    ended.accept(session.get());
    note(context, session.get().userName(), "SignOut", AuditLog.OK);
    context.response().addCookie(cookie(context.request(), "").setMaxAge(0));
    return Answer.success(new SignedOut());
  }

  /** Nothing to tell. */
  record SignedOut() {}

  private Answer session(RoutingContext context) throws SQLException {
    Optional<Session> session = guard.session(context.request());
    if (session.isEmpty()) {
      // Not an error of HTTP, which browsers would report: it is the usual answer to who has just come.
      return Answer.of(Answer.notSignedIn().envelope());
    }
    sessions.extend(session.get());
    return Answer.success(answer(session.get()));
  }

  private SessionAnswer answer(Session session) {
    return new SessionAnswer(session.userName(), session.role().label(), session.csrf(), server);
  }

  private Cookie cookie(HttpServerRequest request, String value) {
    return Cookie.cookie(Guard.COOKIE, value).setPath(COOKIE_PATH).setHttpOnly(true).setSameSite(CookieSameSite.STRICT)
        .setSecure(guard.byHttps(request));
  }

  private void note(RoutingContext context, String user, String action, String outcome) {
    audit.write(new AuditLog.Line(clock.instant(), user, address(context.request()), action, "", outcome));
  }

  static String address(HttpServerRequest request) {
    return request.remoteAddress().hostAddress();
  }

  private static Optional<Credentials> credentials(byte[] body) {
    if (body == null) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(body);
      return node != null && node.path("User").isTextual() && node.path("Password").isTextual()
          ? Optional.of(new Credentials(node.path("User").textValue(), node.path("Password").textValue())) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
