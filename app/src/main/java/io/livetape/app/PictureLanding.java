package io.livetape.app;

import io.livetape.record.LandedFile;
import io.livetape.record.LandingListener;
import io.livetape.vod.picture.PictureMaker;
import java.sql.Connection;
import java.sql.SQLException;

/** Has pictures made of each file that has some, once it is in the catalogue. */
record PictureLanding(LandingListener catalogue, PictureMaker pictures) implements LandingListener {
  @Override
  public void landed(Connection transaction, LandedFile file) throws SQLException {
    catalogue.landed(transaction, file);
    if (file.width() > 0) {
      pictures.landed(transaction, Long.toString(file.fileId()));
    }
  }

  @Override
  public void committed(LandedFile file) {
    catalogue.committed(file);
    pictures.wake();
  }
}
