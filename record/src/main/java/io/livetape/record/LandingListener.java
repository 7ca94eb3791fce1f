package io.livetape.record;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Hears of finished recording files inside the transaction that lands them, so that the catalogue entry, the callback and the
 * recorder's own state are committed together or not at all. May be called again for the same file after a failure or a crash
 * before the commit.
 */
public interface LandingListener {
  void landed(Connection transaction, LandedFile file) throws SQLException;

  /** After the commit; on any thread. */
  void committed(LandedFile file);
}
