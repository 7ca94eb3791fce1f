package io.livetape.play;

import io.livetape.live.PlayGate;
import io.livetape.live.StreamKey;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;

/** Who may watch what is addressed by a stream's name: {@code /<what>/<app>/<stream>.<ending>}. */
final class Admission {
  private final PlayGate gate;
  private final FileGate files;

  /** @param files the gate of recorded files: what is let in here must not be a way around it */
  Admission(PlayGate gate, FileGate files) {
    this.gate = gate;
    this.files = files;
  }

  /** Goes on to the route's next handler, or answers why not. */
  void admit(RoutingContext context) {
    refusal(context, query(context)).ifPresentOrElse(
        why -> Answers.failure(context, 403, "This address may not be played: " + why + "."), context::next);
  }

  /**
   * As {@link #admit}, for addresses that lead to recorded files. Where those need a signature, only who has signed this one is let in:
   * an open stream would open its files.
   */
  void admitToFiles(RoutingContext context) {
    if (files.on() && refusal(context, "").isEmpty()) {
      Answers.failure(context, 403,
          "Recorded files need a signed address here; this one leads to them only where play authentication is on.");
    } else {
      admit(context);
    }
  }

  private static String query(RoutingContext context) {
    return context.request().query() == null ? "" : context.request().query();
  }

  private Optional<String> refusal(RoutingContext context, String query) {
    String host = context.request().authority() == null ? "" : context.request().authority().host().toLowerCase(Locale.ROOT);
    return key(context)
        .flatMap(key -> gate.refusal(new PlayGate.Play(key, host, query, context.request().remoteAddress().hostAddress())));
  }

  /** The stream that the path's parameters {@code app} and {@code stream} name; empty if no stream can have these names. */
  static Optional<StreamKey> key(RoutingContext context) {
    String app = context.pathParam("app");
    String stream = context.pathParam("stream");
    return StreamKey.legal(app) && StreamKey.legal(stream) ? Optional.of(new StreamKey(app, stream)) : Optional.empty();
  }
}
