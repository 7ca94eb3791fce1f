package io.livetape.vod.picture;

import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Something that is made of the pictures of files. One thread; {@link #close} may come from another, and ends what is being done. */
public interface PictureKind extends AutoCloseable {
  /** One word, for logs. */
  String name();

  /** The table that has its jobs. */
  String jobTable();

  /** Counted by {@link PictureMaker}. */
  PictureMetrics metrics();

  /** Why nothing at all can be made; empty when it can. Takes a moment. */
  String fault();

  /** Whether the file is to get one. */
  boolean wanted(Connection connection, RecordedFile file) throws SQLException;

  /**
   * Makes it and stores its bytes, so that they go again if the file does not get them.
   *
   * @throws IOException when the file's pictures cannot be had; another try may do
   */
  Attachment make(RecordedFile file) throws IOException, SQLException;

  @Override
  void close();

  /** Gives the file what was made, or frees it where the file is gone meanwhile. */
  @FunctionalInterface
  interface Attachment {
    void attach(Connection transaction) throws SQLException;
  }
}
