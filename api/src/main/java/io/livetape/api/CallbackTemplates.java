package io.livetape.api;

import io.livetape.api.transport.RecordText;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored callback templates. Static SQL on the caller's transaction. */
public final class CallbackTemplates {
  private static final long FIRST_ID = 1001;

  private CallbackTemplates() {}

  public static long nextId(Connection transaction) throws SQLException {
    return Counters.next(transaction, "callback-template", FIRST_ID);
  }

  /** Adds a template, or replaces the one of its id. */
  public static void put(Connection transaction, CallbackTemplate template, Instant now) throws SQLException {
    Sql.update(transaction, """
        insert into api_callback_template (template_id, content, updated_at) values (?, ?, ?)
        on conflict (template_id) do update set content = excluded.content, updated_at = excluded.updated_at""",
        template.templateId(), RecordText.of(template), now);
  }

  /** False when there is none of this id. */
  public static boolean remove(Connection transaction, long templateId) throws SQLException {
    return Sql.update(transaction, "delete from api_callback_template where template_id = ?", templateId) == 1;
  }

  public static Optional<CallbackTemplate> find(Connection connection, long templateId) throws SQLException {
    return Sql.first(connection, "select content from api_callback_template where template_id = ?",
        row -> RecordText.read(CallbackTemplate.class, row.getString(1)), templateId);
  }

  /** In the order in which they were made. */
  public static List<CallbackTemplate> list(Connection connection) throws SQLException {
    return Sql.list(connection, "select content from api_callback_template order by template_id",
        row -> RecordText.read(CallbackTemplate.class, row.getString(1)));
  }
}
