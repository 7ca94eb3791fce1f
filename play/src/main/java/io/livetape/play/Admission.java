package io.livetape.play;

import io.livetape.live.PlayGate;
import io.livetape.live.StreamKey;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Who may watch what is addressed by a stream's name: {@code /<what>/<app>/<stream>.<ending>}. */
final class Admission {
  private static final String UNTIL = "admitted until";

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
        why -> Answers.failure(context, 403, Sentence.of("This address may not be played: %s.", Sentence.of(why))), context::next);
  }

  /**
   * As {@link #admit}, for addresses that lead to recorded files. Where those need a signature, only who has signed this one is let in, as
   * a file's address or as a stream's: an open stream would open its files.
   *
   * @param folder what a ticket is signed for (see {@link StreamLinks})
   */
  void admitToFiles(RoutingContext context, Function<StreamKey, String> folder) {
    Optional<Ticket> ticket = files.on() ? Ticket.parse(query(context)) : Optional.empty();
    if (ticket.isPresent() && key(context).isPresent()) {
      admitByTicket(context, ticket.get(), folder.apply(key(context).get()));
    } else if (files.on() && refusal(context, "").isEmpty()) {
      Answers.failure(context, 403, Sentence.of("Recorded files need a signed address here."));
    } else {
      admit(context);
    }
  }

  private void admitByTicket(RoutingContext context, Ticket ticket, String folder) {
    switch (files.admit(context.request(), folder)) {
      case FileGate.Verdict.Refused refused -> Answers.failure(context, 403, refused.why());
      case FileGate.Verdict.Admitted admitted when admitted.preview().isPresent() ->
          Answers.failure(context, 403, Sentence.of("There are previews of files alone."));
      case FileGate.Verdict.Admitted _ -> {
        context.put(UNTIL, ticket.expiresAt());
        context.next();
      }
    }
  }

  /** Until when the addresses of files may be good that a viewer is led to. */
  static Instant until(RoutingContext context) {
    Instant until = context.get(UNTIL);
    return until == null ? Instant.MAX : until;
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
