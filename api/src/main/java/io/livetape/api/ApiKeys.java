package io.livetape.api;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The keys with which callers of the API sign. Static SQL on the caller's transaction. */
public final class ApiKeys {
  private ApiKeys() {}

  /** A new key; its secret is shown to its owner once. */
  public record ApiKey(String secretId, String secretKey) {
    @Override
    public String toString() {
      return "ApiKey[" + secretId + "]";
    }
  }

  /** Makes a key in the form that the official SDKs know: an id of 36 characters that begins with AKID, a secret of 32. */
  public static ApiKey add(Connection transaction, String name, Instant now) throws SQLException {
    ApiKey key = new ApiKey("AKID" + Secrets.random(32), Secrets.random(32));
    Sql.update(transaction, "insert into api_key (secret_id, name, secret_key, created_at) values (?, ?, ?, ?)",
        key.secretId(), name, key.secretKey(), now);
    return key;
  }
}
