package io.livetape.api;

import io.livetape.callback.OutboxEvent;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where events of a domain and application go; what no rule covers goes to the configured receiver. An empty domain or application
 * in a rule stands for any. Static SQL on the caller's transaction.
 */
public final class CallbackRules {
  private CallbackRules() {}

  /** @param id names the rule in the outbox, so that its key need not be stored with each event */
  public record Receiver(long id, String url, String signKey) {
    public Receiver {
      // The outbox would refuse its events, and with them the landing of the files that they report.
      if (url.isBlank() || url.length() > OutboxEvent.ENDPOINT_MAX_CHARS) {
        throw new IllegalArgumentException("a receiver's address has 1 to " + OutboxEvent.ENDPOINT_MAX_CHARS + " characters");
      }
    }

    /** Neither the key nor the address, whose query may hold another one. */
    @Override
    public String toString() {
      return "Receiver[" + id + "]";
    }
  }

  /** The best rule: both names, then the domain alone, then the application alone. */
  static Optional<Receiver> find(Connection connection, String domain, String app) throws SQLException {
    return Sql.first(connection, """
        select id, url, sign_key from api_callback_rule
        where (domain = ? or domain = '') and (app = ? or app = '')
        order by case when domain = '' then 1 else 0 end, case when app = '' then 1 else 0 end limit 1""",
        CallbackRules::receiver, domain, app);
  }

  static Optional<Receiver> find(Connection connection, long id) throws SQLException {
    return Sql.first(connection, "select id, url, sign_key from api_callback_rule where id = ?", CallbackRules::receiver, id);
  }

  /** Adds a rule, or replaces the one for the same names. */
  public static void put(Connection transaction, String domain, String app, Receiver receiver, Instant now) throws SQLException {
    remove(transaction, domain, app);
    Sql.update(transaction, "insert into api_callback_rule (id, domain, app, url, sign_key, created_at) values (?, ?, ?, ?, ?, ?)",
        receiver.id(), domain, app, receiver.url(), receiver.signKey(), now);
  }

  public static void remove(Connection transaction, String domain, String app) throws SQLException {
    Sql.update(transaction, "delete from api_callback_rule where domain = ? and app = ?", domain, app);
  }

  private static Receiver receiver(ResultSet row) throws SQLException {
    return new Receiver(row.getLong(1), row.getString(2), row.getString(3));
  }
}
