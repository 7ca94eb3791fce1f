package io.livetape.console.account;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sessions in the database, where they outlive the process. An id has 256 random bits; what is kept is its SHA-256, so that nobody
 * can sign in with what the database holds. Methods block; any thread that may.
 */
public final class Sessions {
  private static final int ID_BYTES = 32;

  /** Of one user; the oldest end when there are more. */
  static final int PER_USER_MAX = 50;

  /** A session that is used is made to last longer at most so many times while it may be idle. */
  private static final int EXTENSIONS = 60;

  private final SecureRandom random = new SecureRandom();
  private final Database database;
  private final Duration idleMax;
  private final InstantSource clock;

  /** @param idleMax after which a session that is not used ends */
  public Sessions(Database database, Duration idleMax, InstantSource clock) {
    this.database = database;
    this.idleMax = idleMax;
    this.clock = clock;
  }

  /** Begins one and returns its id, which nobody but the browser may get to know. */
  public String begin(String userName) throws SQLException {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    Instant now = clock.instant();
    database.writeNow(transaction -> {
      Sql.update(transaction, "delete from console_session where expires_at <= ?", now);
      Sql.update(transaction, "insert into console_session (id_hash, user_name, created_at, expires_at) values (?, ?, ?, ?)",
          hash(id), userName, now, now.plus(idleMax));
      Sql.update(transaction, """
          delete from console_session where user_name = ? and id_hash not in (
            select id_hash from console_session where user_name = ? order by created_at desc, id_hash limit\s""" + PER_USER_MAX + ")",
          userName, userName);
      return null;
    });
    return id;
  }

  /** The session of an id, if it has not ended and its user is still there. */
  public Optional<Session> find(String id) throws SQLException {
    if (!id.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    return database.readNow(connection -> Sql.first(connection, """
        select s.id_hash, s.user_name, s.expires_at, u.role from console_session s join console_user u on u.name = s.user_name
        where s.id_hash = ? and s.expires_at > ?""",
        row -> new Session(row.getString("id_hash"), row.getString("user_name"), Role.valueOf(row.getString("role")), csrf(id),
            Sql.instant(row, "expires_at")), hash(id), clock.instant()));
  }

  /** It was used: it lasts its full time again. */
  public void extend(Session session) throws SQLException {
    Instant until = clock.instant().plus(idleMax);
    if (Duration.between(session.expiresAt(), until).compareTo(idleMax.dividedBy(EXTENSIONS)) > 0) {
      database.writeNow(transaction -> Sql.update(transaction, "update console_session set expires_at = ? where id_hash = ?", until,
          session.idHash()));
    }
  }

  public void end(Session session) throws SQLException {
    database.writeNow(transaction -> Sql.update(transaction, "delete from console_session where id_hash = ?", session.idHash()));
  }

  /** Ends all sessions of a user, whose password, role or being has changed. */
  public static void endAll(Connection transaction, String userName) throws SQLException {
    Sql.update(transaction, "delete from console_session where user_name = ?", userName);
  }

  private static String hash(String id) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Made of the id, and tells nothing of it. */
  private static String csrf(String id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(id.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal("csrf".getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
