package io.livetape.record;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** The tapes in the store that an HLS file needs which has not landed yet. Static SQL on the caller's transaction. */
public final class GrowingTapes {
  private GrowingTapes() {}

  /** Whether the blob is one of them: its MP4 file may go, the bytes must stay. */
  public static boolean hold(Connection connection, String blobKey) throws SQLException {
    return Sql.number(connection, "select count(*) from recording_tape where blob_key = ? and hls_file_id <> 0", blobKey) > 0;
  }
}
