package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How much the catalogue has.
 *
 * @param sizeBytes of all files as their owners see them; files of one recording may share bytes on the disk
 */
public record StoreSize(long fileCount, long sizeBytes) {
  /** Looks at every row. */
  public static StoreSize read(Connection connection) throws SQLException {
    return Sql.first(connection, "select count(*) as files, coalesce(sum(size_bytes), 0) as bytes from vod_file",
        row -> new StoreSize(row.getLong("files"), row.getLong("bytes"))).orElseThrow();
  }
}
