package io.livetape.vod.picture;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The files that are to get pictures of one kind. Static SQL on the caller's transaction.
 *
 * @param table a name of ours
 */
record PictureJobs(String table) {
  /** Files that may wait; more get none. */
  static final int WAITING_MAX = 10_000;

  /** @param tries how often it has failed */
  record Job(String fileId, int tries) {}

  /** False when too many wait already. */
  boolean add(Connection transaction, String fileId, Instant now) throws SQLException {
    if (Sql.number(transaction, "SELECT COUNT(*) FROM " + table) >= WAITING_MAX) {
      return false;
    }
    Sql.update(transaction, "INSERT INTO " + table + " (file_id, tries, due_at) VALUES (?, 0, ?) ON CONFLICT (file_id) DO NOTHING",
        fileId, now);
    return true;
  }

  Optional<Job> next(Connection connection, Instant now) throws SQLException {
    return Sql.first(connection, "SELECT file_id, tries FROM " + table + " WHERE due_at <= ? ORDER BY due_at LIMIT 1",
        row -> new Job(row.getString(1), row.getInt(2)), now);
  }

  void putOff(Connection transaction, Job job, Instant until) throws SQLException {
    Sql.update(transaction, "UPDATE " + table + " SET tries = tries + 1, due_at = ? WHERE file_id = ?", until, job.fileId);
  }

  void remove(Connection transaction, Job job) throws SQLException {
    Sql.update(transaction, "DELETE FROM " + table + " WHERE file_id = ?", job.fileId);
  }
}
