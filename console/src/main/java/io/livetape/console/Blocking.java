package io.livetape.console;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handlers on virtual threads of their own, which may wait. A request's body is read when its handler asks for it, after it has seen
 * who sends it, and never more of it than the handler wants.
 */
final class Blocking {
  private static final Logger log = LoggerFactory.getLogger(Blocking.class);

  private Blocking() {}

  /** Answers one request. */
  interface CallHandler {
    Answer answer(RoutingContext context, Body body) throws SQLException, InterruptedException;
  }

  /** What follows a request's head. */
  interface Body {
    /** All of it, or null when it is longer than this, when its length is not announced, or when it breaks off. */
    byte[] read(int maxBytes) throws InterruptedException;
  }

  static Handler<RoutingContext> handler(CallHandler handler) {
    return context -> {
      Context connection = Vertx.currentContext();
      context.request().pause();
      Thread.startVirtualThread(() -> {
        Answer answer = answer(handler, context, maxBytes -> read(context.request(), connection, maxBytes));
        connection.runOnContext(_ -> {
          answer.send(context.response());
          context.request().resume();
        });
      });
    };
  }

  private static Answer answer(CallHandler handler, RoutingContext context, Body body) {
    try {
      return handler.answer(context, body);
    } catch (SQLTransientException | RejectedExecutionException e) {
      log.warn("[console] {} failed: {}", context.request().path(), e.getMessage());
      return Answer.refused(503, "ResourceUnavailable", "The server cannot use its database at the moment; try again later.");
    } catch (SQLException | RuntimeException e) {
      log.error("[console] {} failed", context.request().path(), e);
      return Answer.refused(500, "InternalError", "The server could not do this; its log says why.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused(503, "ResourceUnavailable", "The server is stopping.");
    }
  }

  private static byte[] read(HttpServerRequest request, Context connection, int maxBytes) throws InterruptedException {
    String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (announced == null || !announced.matches("[0-9]{1,9}") || Integer.parseInt(announced) > maxBytes) {
      return null;
    }
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    connection.runOnContext(_ -> {
      request.body().map(Buffer::getBytes).onComplete(body::complete, body::completeExceptionally);
      request.resume();
    });
    try {
      return body.get();
    } catch (ExecutionException _) {
      return null;
    }
  }
}
