package io.livetape.api;

import io.livetape.vod.RecordedFile;
import java.sql.Connection;
import java.sql.SQLException;

/** Hears of files that have come into the catalogue. */
public interface FileEvents {
  FileEvents NOBODY = new FileEvents() {
    @Override
    public void added(Connection transaction, RecordedFile file) {
      // Nobody wants to know.
    }

    @Override
    public void committed() {
      // Likewise.
    }
  };

  /** In the transaction that adds it. */
  void added(Connection transaction, RecordedFile file) throws SQLException;

  /** After the commit; any thread, and short. */
  void committed();
}
