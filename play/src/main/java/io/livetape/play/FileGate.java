package io.livetape.play;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Who may have recorded files: everybody, or, with a key, whoever has a signed address (contract 6.9). Any thread. */
final class FileGate {
  /** Clocks of those who sign may be behind by this much. */
  private static final Duration TOLERANCE = Duration.ofSeconds(300);

  private final FileKey key;
  private final InstantSource clock;
  private final TicketUsers users = new TicketUsers();

  FileGate(FileKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /** What becomes of a request. */
  sealed interface Verdict {
    /** @param ticket empty where none is needed */
    record Admitted(Optional<Ticket> ticket) implements Verdict {
      /** What the addresses need that this one leads to: {@code ?t=…}, or nothing. */
      String query() {
        return ticket.map(Ticket::query).orElse("");
      }

      Optional<Duration> preview() {
        return ticket.flatMap(Ticket::preview);
      }
    }

    record Refused(Sentence why) implements Verdict {}
  }

  /** Whether addresses must be signed. */
  boolean on() {
    return !key.key().isEmpty();
  }

  /** How long caches may keep media: a day; shared ones, which do not know when an address expires, only what everybody may have. */
  String mediaCache() {
    return (on() ? "private, " : "public, ") + "max-age=86400";
  }

  /** @param folder the path of the file's folder, with a slash at its end */
  Verdict admit(HttpServerRequest request, String folder) {
    String query = request.query() == null ? "" : request.query();
    SocketAddress from = request.remoteAddress();
    return admit(folder, query, from == null ? "" : from.hostAddress());
  }

  /** @param from the viewer's address in text form */
  Verdict admit(String folder, String query, String from) {
    if (!on()) {
      return new Verdict.Admitted(Optional.empty());
    }
    Optional<Ticket> ticket = Ticket.parse(query);
    return refusal(folder, ticket, from).<Verdict>map(Verdict.Refused::new).orElseGet(() -> new Verdict.Admitted(ticket));
  }

  /** The signature first: of what is not ours nothing is told or remembered. */
  private Optional<Sentence> refusal(String folder, Optional<Ticket> ticket, String from) {
    if (ticket.isEmpty()) {
      return Optional.of(Sentence.of("This address needs a signature."));
    }
    if (!ticket.get().signedWith(key.key(), folder)) {
      return Optional.of(Sentence.of("The signature of this address is wrong."));
    }
    Instant now = clock.instant();
    if (now.isAfter(ticket.get().expiresAt().plus(TOLERANCE))) {
      return Optional.of(Sentence.of("This address has expired."));
    }
    Optional<Integer> max = ticket.get().addressMax();
    return max.isPresent() && !users.enter(ticket.get().sign(), from, max.get())
        ? Optional.of(Sentence.of("This address is used from too many places.")) : Optional.empty();
  }

  /**
   * A query that opens a folder for a viewer who has been let in otherwise; nothing where none is needed.
   *
   * @param until it is good no longer than what the viewer was let in by
   */
  String query(String folder, Instant until) {
    if (!on()) {
      return "";
    }
    Instant usual = clock.instant().plus(key.validity());
    String us = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    return Ticket.signed(key.key(), folder, usual.isBefore(until) ? usual : until, us).query();
  }
}
