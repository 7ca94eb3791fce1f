package io.livetape.app;

import io.livetape.record.LandedFile;
import io.livetape.record.LandingListener;
import io.livetape.vod.cover.CoverMaker;
import java.sql.Connection;
import java.sql.SQLException;

/** Has a cover made of each file with pictures, once it is in the catalogue. */
record CoverLanding(LandingListener catalogue, CoverMaker covers) implements LandingListener {
  @Override
  public void landed(Connection transaction, LandedFile file) throws SQLException {
    catalogue.landed(transaction, file);
    if (file.width() > 0) {
      covers.landed(transaction, Long.toString(file.fileId()));
    }
  }

  @Override
  public void committed(LandedFile file) {
    catalogue.committed(file);
    covers.wake();
  }
}
