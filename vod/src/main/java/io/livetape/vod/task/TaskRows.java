package io.livetape.vod.task;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of tasks. Static SQL on the caller's transaction. */
final class TaskRows {
  private static final String COLUMNS = "task_id, sub_app_id, kind, state, priority, input, output, error_code, error_detail, message, "
      + "file_id, session_id, session_context, tries, created_at, next_at, begun_at, finished_at";

  private TaskRows() {}

  static void insert(Connection transaction, Task task) throws SQLException {
    Sql.update(transaction, "INSERT INTO vod_task (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        task.taskId(), task.subAppId(), task.kind(), task.state(), task.priority(), task.input(), task.output(), task.errorCode(),
        task.errorDetail(), task.message(), task.fileId(), task.sessionId(), task.sessionContext(), task.tryCount(), task.createdAt(),
        task.createdAt(), task.begunAt(), task.finishedAt());
  }

  static long waitingCount(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM vod_task WHERE state = 'WAITING'");
  }

  /** Whether there was one like this of the same session. */
  static boolean sessionKnown(Connection connection, Task task, Instant since) throws SQLException {
    return Sql.number(connection, """
        SELECT COUNT(*) FROM vod_task WHERE kind = ? AND session_id = ? AND session_id <> '' AND sub_app_id = ? AND created_at > ?""",
        task.kind(), task.sessionId(), task.subAppId(), since) > 0;
  }

  static Optional<Task> find(Connection connection, String taskId) throws SQLException {
    return Sql.first(connection, "SELECT * FROM vod_task WHERE task_id = ?", TaskRows::read, taskId);
  }

  static List<Task> list(Connection connection, TaskSearch search) throws SQLException {
    TaskSearch.Condition condition = search.condition();
    List<Object> arguments = new ArrayList<>(condition.arguments());
    arguments.add(search.limit());
    return Sql.list(connection, "SELECT * FROM vod_task WHERE " + condition.sql() + " ORDER BY " + search.order() + " LIMIT ?",
        TaskRows::read, arguments.toArray());
  }

  /** When the next one may be begun; empty when none waits. */
  static Optional<Instant> nextAt(Connection connection) throws SQLException {
    return Sql.first(connection, "SELECT MIN(next_at) AS next_at FROM vod_task WHERE state = 'WAITING'",
        row -> Sql.instant(row, "next_at"));
  }

  /** Begins the first that may be begun. */
  static Optional<Task> begin(Connection transaction, Instant now) throws SQLException {
    return Sql.first(transaction, """
        UPDATE vod_task SET state = 'PROCESSING', begun_at = COALESCE(begun_at, ?), tries = tries + 1 WHERE task_id =
          (SELECT task_id FROM vod_task WHERE state = 'WAITING' AND next_at <= ? ORDER BY priority DESC, created_at, task_id LIMIT 1)
        RETURNING *""", TaskRows::read, now, now);
  }

  /** False if it was aborted meanwhile. */
  static boolean end(Connection transaction, Task finished) throws SQLException {
    return Sql.update(transaction, """
        UPDATE vod_task SET state = ?, output = ?, error_code = ?, error_detail = ?, message = ?, finished_at = ?
         WHERE task_id = ? AND state = 'PROCESSING'""", finished.state(), finished.output(), finished.errorCode(),
        finished.errorDetail(), finished.message(), finished.finishedAt(), finished.taskId()) == 1;
  }

  static void putBack(Connection transaction, String taskId, Instant nextAt) throws SQLException {
    Sql.update(transaction,
        "UPDATE vod_task SET state = 'WAITING', next_at = ? WHERE task_id = ? AND state = 'PROCESSING'", nextAt, taskId);
  }

  /** Those that an earlier process was at. Answers how many. */
  static int putBackAll(Connection transaction, Instant nextAt) throws SQLException {
    return Sql.update(transaction, "UPDATE vod_task SET state = 'WAITING', next_at = ? WHERE state = 'PROCESSING'", nextAt);
  }

  static boolean abort(Connection transaction, String taskId, Instant now) throws SQLException {
    return Sql.update(transaction,
        "UPDATE vod_task SET state = 'ABORTED', finished_at = ? WHERE task_id = ? AND state IN ('WAITING', 'PROCESSING')", now, taskId) == 1;
  }

  static int sweep(Connection transaction, Instant finishedBefore, int max) throws SQLException {
    return Sql.update(transaction, "DELETE FROM vod_task WHERE task_id IN (SELECT task_id FROM vod_task WHERE finished_at < ? LIMIT ?)",
        finishedBefore, max);
  }

  private static Task read(ResultSet row) throws SQLException {
    return new Task(row.getString("task_id"), row.getLong("sub_app_id"), row.getString("kind"), TaskState.valueOf(row.getString("state")),
        row.getInt("priority"), row.getString("input"), row.getString("output"), row.getInt("error_code"), row.getString("error_detail"),
        row.getString("message"), row.getString("file_id"), row.getString("session_id"), row.getString("session_context"),
        row.getInt("tries"), Sql.instant(row, "created_at"), Sql.instant(row, "begun_at"), Sql.instant(row, "finished_at"));
  }
}
