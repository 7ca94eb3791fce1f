package io.livetape.play;

import io.livetape.live.PlayGate;
import io.livetape.live.StreamKey;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;

/** Who may watch what is addressed by a stream's name: {@code /<what>/<app>/<stream>.<ending>}. */
final class Admission {
  private final PlayGate gate;

  Admission(PlayGate gate) {
    this.gate = gate;
  }

  /** Goes on to the route's next handler, or answers why not. */
  void admit(RoutingContext context) {
    String host = context.request().authority() == null ? "" : context.request().authority().host().toLowerCase(Locale.ROOT);
    String query = context.request().query() == null ? "" : context.request().query();
    Optional<String> refusal = key(context)
        .flatMap(key -> gate.refusal(new PlayGate.Play(key, host, query, context.request().remoteAddress().hostAddress())));
    refusal.ifPresentOrElse(why -> Answers.failure(context, 403, "This address may not be played: " + why + "."), context::next);
  }

  /** The stream that the path's parameters {@code app} and {@code stream} name; empty if no stream can have these names. */
  static Optional<StreamKey> key(RoutingContext context) {
    String app = context.pathParam("app");
    String stream = context.pathParam("stream");
    return StreamKey.legal(app) && StreamKey.legal(stream) ? Optional.of(new StreamKey(app, stream)) : Optional.empty();
  }
}
