package io.livetape.record.task;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored tasks. Static SQL on the caller's transaction. */
final class TaskRows {
  private TaskRows() {}

  static void insert(Connection transaction, RecordTask task) throws SQLException {
    Sql.update(transaction, """
        insert into record_task (task_id, kind, domain, app, stream, starts_at, ends_at, recipe, state, stopped_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        task.id(), task.kind(), task.domain(), task.app(), task.stream(), task.startsAt(), task.endsAt(), task.recipe(), task.state(),
        task.stoppedAt());
  }

  static void update(Connection transaction, RecordTask task) throws SQLException {
    Sql.update(transaction, "update record_task set state = ?, stopped_at = ? where task_id = ?",
        task.state(), task.stoppedAt(), task.id());
  }

  static Optional<RecordTask> find(Connection connection, long id) throws SQLException {
    return Sql.first(connection, "select * from record_task where task_id = ?", TaskRows::read, id);
  }

  /** Those of which something may still come at this time. */
  static List<RecordTask> current(Connection connection, Instant now) throws SQLException {
    return Sql.list(connection, """
        select * from record_task where state in ('SCHEDULED', 'OPEN') or state = 'DELETED' and ends_at > ? order by task_id""",
        TaskRows::read, now);
  }

  /** Tasks that are not deleted, the oldest first, those after an id. */
  static List<RecordTask> list(Connection connection, RecordTasks.Search search, long afterId, int limit) throws SQLException {
    return Sql.list(connection, """
        select * from record_task where kind = ? and state <> 'DELETED' and starts_at <= ? and ends_at >= ? and task_id > ?
          and ? in ('', domain) and ? in ('', app) and ? in ('', stream)
        order by task_id limit ?""", TaskRows::read, search.kind(), search.to(), search.from(), afterId, search.domain(), search.app(),
        search.stream(), limit);
  }

  /** Forgets tasks that ended before this. */
  static int sweep(Connection transaction, Instant endedBefore) throws SQLException {
    return Sql.update(transaction, "delete from record_task where ends_at < ?", endedBefore);
  }

  private static RecordTask read(ResultSet row) throws SQLException {
    return new RecordTask(row.getLong("task_id"), row.getString("kind"), row.getString("domain"), row.getString("app"),
        row.getString("stream"), Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at"), row.getString("recipe"),
        TaskState.valueOf(row.getString("state")), Sql.instant(row, "stopped_at"));
  }
}
