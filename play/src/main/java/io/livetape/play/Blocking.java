package io.livetape.play;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handlers that wait for disk or database run on a virtual thread of their own; their failures become status 500. */
final class Blocking {
  private static final Logger log = LoggerFactory.getLogger(Blocking.class);

  private Blocking() {}

  interface BlockingHandler {
    void handle(RoutingContext context) throws IOException, SQLException;
  }

  static Handler<RoutingContext> handler(BlockingHandler handler) {
    return context -> Thread.startVirtualThread(() -> {
      try {
        handler.handle(context);
      } catch (IOException | SQLException | RuntimeException e) {
        log.error("[http] {} failed", context.request().path(), e);
        if (!context.response().ended() && !context.response().headWritten()) {
          Answers.failure(context, 500, "The server could not do this; its log says why.");
        }
      }
    });
  }
}
