package io.livetape.api;

import io.livetape.vod.RecordedFile;
import io.livetape.vod.SourceType;
import java.sql.Connection;
import java.sql.SQLException;

/** Hears of files that have come into the catalogue. */
public interface FileEvents {
  FileEvents NOBODY = new FileEvents() {
    @Override
    public void added(Connection transaction, RecordedFile file, SourceType type, String sourceContext) {
      // Nobody wants to know.
    }

    @Override
    public void committed() {
      // Likewise.
    }
  };

  /**
   * In the transaction that adds it.
   *
   * @param sourceContext what its maker wants to be told with it; of a recording the push address with its query
   */
  void added(Connection transaction, RecordedFile file, SourceType type, String sourceContext) throws SQLException;

  /** After the commit; any thread, and short. */
  void committed();
}
