package io.livetape.console.settings;

import io.livetape.api.ApiKeys;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Required;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** The keys with which programs sign their calls of the API, as {@code livetape keys} has them. */
public final class ApiKeyActions {
  private final Database database;
  private final InstantSource clock;

  public ApiKeyActions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  public List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeApiKeys", "All API keys without their secrets, revoked ones too.", Action.Nothing.class, Keys.class,
            _ -> describe()),
        new Action<>("CreateApiKey", "Makes an API key; its secret is told this once.", Create.class, Created.class, this::create),
        Action.command("RevokeApiKey", "Makes an API key worthless at once.", Id.class, this::revoke));
  }

  /** Times are milliseconds since the epoch. @param revokedAt null while it is valid */
  record Key(String secretId, String name, long createdAt, Long revokedAt) {}

  record Keys(List<Key> keys) {}

  private Keys describe() throws SQLException {
    return new Keys(database.readNow(ApiKeys::list).stream().map(key -> new Key(key.secretId(), key.name(),
        key.createdAt().toEpochMilli(), key.revokedAt() == null ? null : key.revokedAt().toEpochMilli())).toList());
  }

  record Create(@Required String name) {}

  record Created(String secretId, String secretKey) {
    @Override
    public String toString() {
      return "Created[" + secretId + "]";
    }
  }

  private Created create(Create request) throws SQLException {
    if (!ApiKeys.legalName(request.name)) {
      throw new ApiException("InvalidParameterValue.Name", "A key's name has 1 to " + ApiKeys.NAME_MAX_CHARS + " printable characters.");
    }
    ApiKeys.ApiKey key = database.writeNow(transaction -> ApiKeys.add(transaction, request.name, clock.instant()));
    return new Created(key.secretId(), key.secretKey());
  }

  /** Named so that the audit log has it, which leaves out what is called a key or a secret. */
  record Id(@Required String id) {}

  private void revoke(Id request) throws SQLException {
    if (!database.writeNow(transaction -> ApiKeys.revoke(transaction, request.id, clock.instant()))) {
      throw new ApiException("ResourceNotFound.Key", "There is no valid API key " + request.id + ".");
    }
  }
}
