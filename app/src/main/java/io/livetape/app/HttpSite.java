package io.livetape.app;

import io.livetape.app.config.Config;
import io.livetape.console.Console;
import io.livetape.play.PlayRoutes;
import io.livetape.vod.splice.StreamPieces;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Everything that is answered by HTTP: what mounts its routes here is reached.
 *
 * @param handler answers each request
 * @param pieces finds what was recorded of a stream
 */
record HttpSite(Handler<HttpServerRequest> handler, StreamPieces pieces) {
  /** @param ready whether the server does what it is there for */
  static HttpSite of(
      Ground ground, MediaLibrary library, RecordingSide recording, LiveSide live, CloudApi api, Console console, Metrics metrics,
      BooleanSupplier ready) throws IOException {
    Router router = Router.router(ground.vertx());
    // Without a handler each malformed path that a stranger sends puts a page of stack trace into the log.
    router.errorHandler(400, context -> context.response().setStatusCode(400).end("malformed request\n"));
    new HealthRoutes(ready, metrics).mount(router);
    api.mount(router);
    console.mount(router);
    PlayRoutes play = play(ground, library, recording, live);
    play.mount(router);
    return new HttpSite(api.before(router), play.pieces(library.presentation().subApps()::of));
  }

  private static PlayRoutes play(Ground ground, MediaLibrary library, RecordingSide recording, LiveSide live) throws IOException {
    Config config = ground.config();
    return new PlayRoutes(live.streams(), live.playGate(), live.pictures(), recording.recorder(), ground.catalogue(), ground.store(),
        library.urls(), config.recording().timeZone(), ground.clock(), PartConfigs.replay(config, ground.data().scratch()));
  }
}
