package io.livetape.api;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.Push;
import io.livetape.live.PushGate;
import io.livetape.live.PushListener;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Streams that may not be pushed until a time, kept over restarts. Publishers are checked with a copy in memory; whoever changes rows calls
 * {@link #reload} after the commit. Any thread.
 */
public final class ForbiddenStreams implements PushGate, PushListener {
  private final Database database;
  private final Domains domains;
  private final InstantSource clock;
  private volatile Map<Name, Instant> resumesAt = Map.of();

  /** @param realm as {@link Domains#realm} has it */
  public record Name(String realm, String app, String stream) {}

  public ForbiddenStreams(Database database, Domains domains, InstantSource clock) throws SQLException {
    this.database = database;
    this.domains = domains;
    this.clock = clock;
    reload();
  }

  public synchronized void reload() throws SQLException {
    resumesAt = database.readNow(connection -> {
      Map<Name, Instant> all = new HashMap<>();
      Sql.list(connection, "select * from api_forbidden_stream where resumes_at > ?", ForbiddenStreams::read, clock.instant())
          .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
      return Map.copyOf(all);
    });
  }

  private static Map.Entry<Name, Instant> read(ResultSet row) throws SQLException {
    return Map.entry(new Name(row.getString("domain"), row.getString("app"), row.getString("stream")), Sql.instant(row, "resumes_at"));
  }

  /** Whether a stream may not be pushed now. Does not block. */
  public boolean contains(Name name) {
    Instant until = resumesAt.get(name);
    return until != null && clock.instant().isBefore(until);
  }

  /** All of them, with when they may be pushed again; some of these times may have passed. Does not block. */
  public Map<Name, Instant> all() {
    return resumesAt;
  }

  public Name name(String host, String app, String stream) {
    return new Name(domains.realm(host), app, stream);
  }

  private boolean contains(Push push) {
    return contains(name(push.domain(), push.stream().app(), push.stream().name()));
  }

  @Override
  public Optional<EndReason> refusal(Push push) {
    return contains(push) ? Optional.of(EndReason.REFUSED_FORBIDDEN) : Optional.empty();
  }

  /** A push that was let in just before its stream was forbidden. */
  @Override
  public void pushBegan(LiveStream stream) {
    if (contains(stream.push())) {
      stream.disconnect(EndReason.FORBIDDEN);
    }
  }

  @Override
  public void pushEnded(LiveStream stream, EndReason reason) {}

  /** Forbids a stream, or changes until when. Static SQL on the caller's transaction, as are the following. */
  public static void put(Connection transaction, Name name, Instant resumesAt, String reason) throws SQLException {
    Sql.update(transaction, """
        insert into api_forbidden_stream (domain, app, stream, resumes_at, reason) values (?, ?, ?, ?, ?)
        on conflict (domain, app, stream) do update set resumes_at = excluded.resumes_at, reason = excluded.reason""",
        name.realm, name.app, name.stream, resumesAt, reason);
  }

  /** Why each is forbidden, as far as somebody has said so. */
  public static Map<Name, String> reasons(Connection connection) throws SQLException {
    Map<Name, String> reasons = new HashMap<>();
    Sql.list(connection, "select * from api_forbidden_stream", row -> reasons.put(read(row).getKey(), row.getString("reason")));
    return reasons;
  }

  /** Allows it again, and forgets what is over. */
  public static void remove(Connection transaction, Name name, Instant now) throws SQLException {
    Sql.update(transaction, "delete from api_forbidden_stream where domain = ? and app = ? and stream = ? or resumes_at <= ?",
        name.realm, name.app, name.stream, now);
  }
}
