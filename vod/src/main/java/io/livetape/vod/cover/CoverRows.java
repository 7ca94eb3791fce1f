package io.livetape.vod.cover;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The files that are to get a cover. Static SQL on the caller's transaction. */
final class CoverRows {
  /** Files that may wait; more get no cover. */
  static final int WAITING_MAX = 10_000;

  private CoverRows() {}

  /** @param tries how often it has failed */
  record Job(String fileId, int tries) {}

  /** False when too many wait already. */
  static boolean add(Connection transaction, String fileId, Instant now) throws SQLException {
    if (Sql.number(transaction, "SELECT COUNT(*) FROM vod_cover_job") >= WAITING_MAX) {
      return false;
    }
    Sql.update(transaction, "INSERT INTO vod_cover_job (file_id, tries, due_at) VALUES (?, 0, ?) ON CONFLICT (file_id) DO NOTHING",
        fileId, now);
    return true;
  }

  static Optional<Job> next(Connection connection, Instant now) throws SQLException {
    return Sql.first(connection, "SELECT file_id, tries FROM vod_cover_job WHERE due_at <= ? ORDER BY due_at LIMIT 1",
        row -> new Job(row.getString(1), row.getInt(2)), now);
  }

  static void putOff(Connection transaction, Job job, Instant until) throws SQLException {
    Sql.update(transaction, "UPDATE vod_cover_job SET tries = tries + 1, due_at = ? WHERE file_id = ?", until, job.fileId);
  }

  static void remove(Connection transaction, Job job) throws SQLException {
    Sql.update(transaction, "DELETE FROM vod_cover_job WHERE file_id = ?", job.fileId);
  }
}
