package io.livetape.api;

import io.livetape.api.transport.RecordText;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which template the events of a domain and application follow. The empty domain or application stands for any. Static SQL on the
 * caller's transaction.
 */
public final class CallbackRules {
  private CallbackRules() {}

  public record Rule(String domain, String app, long templateId, Instant createdAt) {}

  /** The template of the best rule: both names, then the domain alone, then the application alone. */
  static Optional<CallbackTemplate> find(Connection connection, String domain, String app) throws SQLException {
    return Sql.first(connection, """
        select t.content from api_callback_rule r join api_callback_template t on t.template_id = r.template_id
        where (r.domain = ? or r.domain = '') and (r.app = ? or r.app = '')
        order by case when r.domain = '' then 1 else 0 end, case when r.app = '' then 1 else 0 end limit 1""",
        row -> RecordText.read(CallbackTemplate.class, row.getString(1)), domain, app);
  }

  /** False, and nothing is changed, when there is a rule for these names. */
  public static boolean add(Connection transaction, Rule rule) throws SQLException {
    return Sql.update(transaction, """
        insert into api_callback_rule (domain, app, template_id, created_at) values (?, ?, ?, ?)
        on conflict (domain, app) do nothing""", rule.domain, rule.app, rule.templateId, rule.createdAt) == 1;
  }

  /** False when there is none for exactly these names. */
  public static boolean remove(Connection transaction, String domain, String app) throws SQLException {
    return Sql.update(transaction, "delete from api_callback_rule where domain = ? and app = ?", domain, app) == 1;
  }

  public static boolean uses(Connection connection, long templateId) throws SQLException {
    return Sql.number(connection, "select count(*) from api_callback_rule where template_id = ?", templateId) > 0;
  }

  /** The rules for streams of a domain. */
  public static List<Rule> list(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from api_callback_rule where domain <> '' order by created_at, domain, app", row -> new Rule(
        row.getString("domain"), row.getString("app"), row.getLong("template_id"), Sql.instant(row, "created_at")));
  }
}
