package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The moments of files that people have described. Static SQL on the caller's transaction. */
public final class KeyFrames {
  private KeyFrames() {}

  /** In their order. */
  public static List<KeyFrame> list(Connection connection, String fileId) throws SQLException {
    return Sql.list(connection, "SELECT offset_ms, description FROM vod_file_key_frame WHERE file_id = ? ORDER BY offset_ms",
        row -> new KeyFrame(row.getLong(1), row.getString(2)), fileId);
  }

  /** Replaces what was said of the moment before. */
  public static void put(Connection transaction, String fileId, KeyFrame frame) throws SQLException {
    Sql.update(transaction, """
        INSERT INTO vod_file_key_frame (file_id, offset_ms, description) VALUES (?, ?, ?)
        ON CONFLICT (file_id, offset_ms) DO UPDATE SET description = excluded.description""",
        fileId, frame.offsetMs(), frame.description());
  }

  public static void remove(Connection transaction, String fileId, long offsetMs) throws SQLException {
    Sql.update(transaction, "DELETE FROM vod_file_key_frame WHERE file_id = ? AND offset_ms = ?", fileId, offsetMs);
  }

  public static void clear(Connection transaction, String fileId) throws SQLException {
    Sql.update(transaction, "DELETE FROM vod_file_key_frame WHERE file_id = ?", fileId);
  }

  public static long count(Connection connection, String fileId) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM vod_file_key_frame WHERE file_id = ?", fileId);
  }
}
