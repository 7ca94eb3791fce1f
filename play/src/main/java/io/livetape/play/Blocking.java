package io.livetape.play;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handlers that wait for disk or database run on a virtual thread of their own; their failures become status 500. */
final class Blocking {
  private static final Logger log = LoggerFactory.getLogger(Blocking.class);

  private Blocking() {}

  interface BlockingHandler {
    /** @param connection the context of the request's connection, on which files are sent */
    void handle(RoutingContext context, Context connection) throws IOException, SQLException;
  }

  static Handler<RoutingContext> handler(BlockingHandler handler) {
    return context -> start(handler, context, Vertx.currentContext());
  }

  /** As a handler does; any thread may call. */
  static void start(BlockingHandler handler, RoutingContext context, Context connection) {
    Thread.startVirtualThread(() -> handle(handler, context, connection));
  }

  private static void handle(BlockingHandler handler, RoutingContext context, Context connection) {
    try {
      handler.handle(context, connection);
    } catch (NoSuchFileException _) {
      // It was deleted between the look at the catalogue and the look at the disk.
      if (!context.response().ended() && !context.response().headWritten()) {
        Answers.notFound(context, Sentence.of("There is no such file any more."));
      }
    } catch (SQLTransientException e) {
      log.warn("[http] {} failed: {}", context.request().path(), e.getMessage());
      fail(context, 503, Sentence.of("The server cannot use its database at the moment; try again later."));
    } catch (IOException | SQLException | RuntimeException e) {
      log.error("[http] {} failed", context.request().path(), e);
      fail(context, 500, Sentence.of("The server could not do this; its log says why."));
    }
  }

  private static void fail(RoutingContext context, int status, Sentence text) {
    if (!context.response().ended() && !context.response().headWritten()) {
      Answers.failure(context, status, text);
    }
  }
}
