package io.livetape.api.live;

import io.livetape.api.Counters;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.RecordText;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored record templates. Static SQL on the caller's transaction. */
final class RecordTemplates {
  static final int COUNT_MAX = 50;

  private static final long FIRST_ID = 1001;

  private RecordTemplates() {}

  static long nextId(Connection transaction) throws SQLException {
    if (Sql.number(transaction, "select count(*) from api_record_template") >= COUNT_MAX) {
      throw new ApiException("InternalError.ConfOutLimit", "There are " + COUNT_MAX + " record templates already.");
    }
    return Counters.next(transaction, "record-template", FIRST_ID);
  }

  /** Adds a template, or replaces the one of its id. */
  static void put(Connection transaction, RecordTemplate template, Instant now) throws SQLException {
    Sql.update(transaction, """
        insert into api_record_template (template_id, content, updated_at) values (?, ?, ?)
        on conflict (template_id) do update set content = excluded.content, updated_at = excluded.updated_at""",
        template.templateId(), RecordText.of(template), now);
  }

  /** False when there is none of this id. */
  static boolean remove(Connection transaction, long templateId) throws SQLException {
    return Sql.update(transaction, "delete from api_record_template where template_id = ?", templateId) == 1;
  }

  static Optional<RecordTemplate> find(Connection connection, long templateId) throws SQLException {
    return Sql.first(connection, "select content from api_record_template where template_id = ?",
        row -> RecordText.read(RecordTemplate.class, row.getString(1)), templateId);
  }

  /** In the order in which they were made. */
  static List<RecordTemplate> list(Connection connection) throws SQLException {
    return Sql.list(connection, "select content from api_record_template order by template_id",
        row -> RecordText.read(RecordTemplate.class, row.getString(1)));
  }
}
