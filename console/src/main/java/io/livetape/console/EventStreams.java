package io.livetape.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.transport.AnswerWriter;
import io.livetape.console.account.Session;
import io.livetape.console.overview.Figures;
import io.livetape.console.overview.Overview;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /console/events}: the figures of {@link Overview} as server-sent events, which are written once for all who listen. A page
 * that does not keep up misses some; one whose session has ended hears so ({@code ended}) and no more.
 */
final class EventStreams implements AutoCloseable {
  static final int LISTENER_MAX = 100;

  /** The last event of a session that its user has ended: nothing of it shall be seen any more. */
  private static final String SIGNED_OUT = "event: ended\ndata: {\"SignedOut\":true}\n\n";

  /** The last event of any other session. */
  private static final String ENDED = "event: ended\ndata: {\"SignedOut\":false}\n\n";

  /** After how many figures it is looked whether a session still lasts. */
  private static final int CHECK_EVERY = 5;

  private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

  private final Guard guard;
  private final Overview overview;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger places = new AtomicInteger(LISTENER_MAX);
  private final Consumer<Figures> figuresListener = this::tell;
  private int tickCount;

  private record Listener(RoutingContext request, HttpServerResponse response, Context connection, Session session) {}

  EventStreams(Guard guard, Overview overview) {
    this.guard = guard;
    this.overview = overview;
    overview.listen(figuresListener);
  }

  void mount(Router router) {
    router.get("/console/events").handler(this::open);
  }

  private void open(RoutingContext context) {
    Context connection = Vertx.currentContext();
    Thread.startVirtualThread(() -> {
      Optional<Session> session = session(context);
      connection.runOnContext(_ -> session.ifPresentOrElse(
          found -> begin(context, connection, found), () -> Answer.notSignedIn().send(context.response())));
    });
  }

  private void begin(RoutingContext context, Context connection, Session session) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return;
    }
    if (places.decrementAndGet() < 0) {
      places.incrementAndGet();
      Answer.refused(503, "RequestLimitExceeded", "Too many consoles are open just now.").send(response);
      return;
    }
    Listener listener = new Listener(context, response, connection, session);
    response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream").putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no").putHeader("X-Content-Type-Options", "nosniff");
    response.closeHandler(_ -> gone(listener));
    response.endHandler(_ -> gone(listener));
    listeners.add(listener);
    response.write("retry: 2000\n\n" + event(overview.newest()));
  }

  private void gone(Listener listener) {
    if (listeners.remove(listener)) {
      places.incrementAndGet();
    }
  }

  /** On the measuring thread. */
  private void tell(Figures figures) {
    if (listeners.isEmpty()) {
      return;
    }
    String event = event(figures);
    listeners.forEach(listener -> listener.connection.runOnContext(_ -> write(listener, event)));
    if (++tickCount % CHECK_EVERY == 0) {
      Thread.startVirtualThread(() -> listeners.stream().filter(listener -> !lasts(listener)).forEach(listener -> end(listener, ENDED)));
    }
  }

  private static void write(Listener listener, String event) {
    if (!listener.response.closed() && !listener.response.ended() && !listener.response.writeQueueFull()) {
      listener.response.write(event);
    }
  }

  /** Ends what a session still listens to whose user has signed out. */
  void signedOut(Session session) {
    listeners.stream().filter(listener -> listener.session.idHash().equals(session.idHash()))
        .forEach(listener -> end(listener, SIGNED_OUT));
  }

  private static void end(Listener listener, String last) {
    listener.connection.runOnContext(_ -> {
      if (!listener.response.closed() && !listener.response.ended()) {
        listener.response.end(last);
      }
    });
  }

  private Optional<Session> session(RoutingContext context) {
    try {
      return guard.session(context.request());
    } catch (SQLException | RuntimeException e) {
      log.warn("[console] cannot say whose events these are: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** While the database cannot say, it lasts. */
  private boolean lasts(Listener listener) {
    try {
      return guard.session(listener.request.request()).isPresent();
    } catch (SQLException | RuntimeException _) {
      return true;
    }
  }

  private static String event(Figures figures) {
    ObjectNode json = AnswerWriter.json(figures);
    return "event: figures\ndata: " + json + "\n\n";
  }

  @Override
  public void close() {
    overview.ignore(figuresListener);
    listeners.forEach(listener -> end(listener, ""));
  }
}
