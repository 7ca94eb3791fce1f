package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The {@link Sprite}s of files. Static SQL on the caller's transaction. */
public final class Sprites {
  private Sprites() {}

  public static Optional<Sprite> find(Connection connection, String fileId) throws SQLException {
    return Sql.first(connection, "SELECT sheet_key, cues_key, picture_count, width, height FROM vod_file_sprite WHERE file_id = ?",
        row -> new Sprite(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getInt(5)), fileId);
  }

  /** False, and nothing changed, when there is no such file, or it has one. */
  public static boolean put(Connection transaction, String fileId, Sprite sprite) throws SQLException {
    return Sql.update(transaction, """
        INSERT INTO vod_file_sprite (file_id, sheet_key, cues_key, picture_count, width, height)
        SELECT file_id, ?, ?, ?, ?, ? FROM vod_file WHERE file_id = ?
        ON CONFLICT (file_id) DO NOTHING""",
        sprite.sheetKey(), sprite.cuesKey(), sprite.pictureCount(), sprite.width(), sprite.height(), fileId) == 1;
  }

  /** The blobs that only this file has. */
  static List<String> blobs(Connection connection, String fileId) throws SQLException {
    return find(connection, fileId).map(sprite -> List.of(sprite.sheetKey(), sprite.cuesKey())).orElse(List.of());
  }
}
