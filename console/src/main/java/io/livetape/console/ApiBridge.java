package io.livetape.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.transport.DirectCalls;
import io.livetape.console.account.AuditLog;
import io.livetape.console.account.Role;
import io.livetape.console.account.Session;
import io.livetape.console.account.Sessions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code POST /console/api/<product>/<Action>}: the API's actions and the console's own, for whoever is signed in and may call them. */
final class ApiBridge {
  static final int BODY_MAX_BYTES = 1 << 20;

  /** A page that asks by itself says so with this header: it does not keep a session alive. */
  static final String BACKGROUND_HEADER = "X-Livetape-Background";

  private static final Pattern SECRET = Pattern.compile("key|secret|password|token", Pattern.CASE_INSENSITIVE);
  private static final int VALUE_MAX_CHARS = 120;

  private final DirectCalls calls;
  private final Guard guard;
  private final Sessions sessions;
  private final AuditLog audit;
  private final InstantSource clock;

  ApiBridge(DirectCalls calls, Guard guard, Sessions sessions, AuditLog audit, InstantSource clock) {
    this.calls = calls;
    this.guard = guard;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  void mount(Router router) {
    router.post("/console/api/:product/:action").handler(Blocking.handler(this::call));
  }

  private Answer call(RoutingContext context, Blocking.Body body) throws SQLException, InterruptedException {
    Optional<Session> session = guard.session(context.request());
    if (session.isEmpty()) {
      return Answer.notSignedIn();
    }
    if (!guard.fromOurPages(context.request()) || !Guard.hasToken(context.request(), session.get())) {
      return Answer.foreign();
    }
    if (!context.request().headers().contains(BACKGROUND_HEADER)) {
      sessions.extend(session.get());
    }
    Optional<DirectCalls.Target> target = calls.find(context.pathParam("product"), context.pathParam("action"));
    return target.isEmpty() ? Answer.refused(200, "InvalidAction", "There is no such action.")
        : call(context, body, session.get(), target.get());
  }

  private Answer call(RoutingContext context, Blocking.Body body, Session session, DirectCalls.Target target)
      throws InterruptedException {
    String address = SignInRoutes.address(context.request());
    Role least = Access.least(target);
    if (!session.role().atLeast(least)) {
      note(session, address, target, "", "UnauthorizedOperation");
      return Answer.refused(200, "UnauthorizedOperation", "This needs the role " + least.label() + "; you are signed in as "
          + session.role().label() + ".");
    }
    byte[] parameters = body.read(BODY_MAX_BYTES);
    if (parameters == null) {
      return Answer.refused(200, "RequestSizeLimitExceeded", "The body is longer than " + BODY_MAX_BYTES + " bytes, or broke off.");
    }
    DirectCalls.Done done = calls.call(target, parameters, "console user " + session.userName());
    note(session, address, target, targetText(done.parameters()), done.code().isEmpty() ? AuditLog.OK : done.code());
    return Answer.of(done.envelope());
  }

  /** Questions are not logged, but that somebody asked for secrets, or for what he may not know. */
  private void note(Session session, String address, DirectCalls.Target target, String on, String outcome) {
    if (!target.action().query() || Access.SECRETS.contains(target.action().name()) || outcome.equals("UnauthorizedOperation")) {
      audit.write(new AuditLog.Line(clock.instant(), session.userName(), address,
          target.product().name() + "/" + target.action().name(), on, outcome));
    }
  }

  /** The parameters that say what it is done to, without secrets: {@code AppName=live StreamName=show}. */
  static String targetText(ObjectNode parameters) {
    return parameters.properties().stream()
        .filter(field -> field.getValue().isValueNode() && !SECRET.matcher(field.getKey()).find())
        .map(field -> field.getKey() + "=" + shortened(field.getValue())).collect(Collectors.joining(" "));
  }

  private static String shortened(JsonNode value) {
    String text = value.asText();
    return text.length() > VALUE_MAX_CHARS ? String.format(Locale.ROOT, "%s… (%d characters)", text.substring(0, VALUE_MAX_CHARS),
        text.length()) : text;
  }
}
