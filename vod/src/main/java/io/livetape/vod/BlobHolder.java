package io.livetape.vod;

import java.sql.Connection;
import java.sql.SQLException;

/** Whoever needs blobs that are not of a catalogued file alone: a recording whose file is not finished yet. */
@FunctionalInterface
public interface BlobHolder {
  BlobHolder NOBODY = (_, _) -> false;

  /** Whether a blob is still needed; runs in the caller's transaction. */
  boolean holds(Connection connection, String blobKey) throws SQLException;
}
