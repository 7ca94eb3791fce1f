package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The pictures of a file, as keys of blobs that are its own. Static SQL on the caller's connection.
 *
 * @param coverKey a JPEG; null without one
 * @param spriteKey a JPEG with a grid of pictures; null without one
 */
public record FilePictures(String coverKey, String spriteKey) {
  private static final FilePictures NONE = new FilePictures(null, null);

  List<String> keys() {
    return Stream.of(coverKey, spriteKey).filter(Objects::nonNull).toList();
  }

  /** Those of a file; none also when there is no such file. */
  public static FilePictures of(Connection connection, String fileId) throws SQLException {
    return Sql.first(connection, "SELECT cover_key, sprite_key FROM vod_file WHERE file_id = ?",
        row -> new FilePictures(row.getString(1), row.getString(2)), fileId).orElse(NONE);
  }
}
