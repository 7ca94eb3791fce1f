package io.livetape.api;

import io.livetape.api.transport.KeyRing;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys with which callers of the API sign. Static SQL on the caller's transaction. */
public final class ApiKeys {
  /** Longest name, in characters. */
  public static final int NAME_MAX_CHARS = 64;

  private ApiKeys() {}

  /** Whether a text can be a key's name: something printable. */
  public static boolean legalName(String text) {
    return !text.isBlank() && text.length() <= NAME_MAX_CHARS && text.chars().noneMatch(Character::isISOControl);
  }

  /** A new key; its secret is shown to its owner once. */
  public record ApiKey(String secretId, String secretKey) {
    @Override
    public String toString() {
      return "ApiKey[" + secretId + "]";
    }
  }

  /** A key as it is listed; {@code revokedAt} is null for one that is valid. */
  public record Listed(String secretId, String name, Instant createdAt, Instant revokedAt) {}

  /** Makes a key in the form that the official SDKs know: an id of 36 characters that begins with AKID, a secret of 32. */
  public static ApiKey add(Connection transaction, String name, Instant now) throws SQLException {
    ApiKey key = new ApiKey("AKID" + Secrets.random(32), Secrets.random(32));
    Sql.update(transaction, "insert into api_key (secret_id, name, secret_key, created_at) values (?, ?, ?, ?)",
        key.secretId(), name, key.secretKey(), now);
    return key;
  }

  /** A key that calls may be signed with; a revoked one is none. */
  public static Optional<KeyRing.Key> find(Connection connection, String secretId) throws SQLException {
    return Sql.first(connection, "select name, secret_key from api_key where secret_id = ? and revoked_at is null",
        row -> new KeyRing.Key(row.getString(1), row.getString(2)), secretId);
  }

  /** All of them, revoked ones too, oldest first. */
  public static List<Listed> list(Connection connection) throws SQLException {
    return Sql.list(connection, "select secret_id, name, created_at, revoked_at from api_key order by created_at, secret_id",
        row -> new Listed(
            row.getString("secret_id"), row.getString("name"), Sql.instant(row, "created_at"), Sql.instant(row, "revoked_at")));
  }

  /** Takes a valid key's right to call away for good. False when there is none of this id. */
  public static boolean revoke(Connection transaction, String secretId, Instant now) throws SQLException {
    return Sql.update(transaction, "update api_key set revoked_at = ? where secret_id = ? and revoked_at is null", now, secretId) == 1;
  }
}
