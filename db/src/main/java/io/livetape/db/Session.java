package io.livetape.db;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread's connection: opened when first needed, and thrown away after a failure that leaves its state in doubt. */
final class Session {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  /** Opens a connection. */
  interface Opener {
    Connection open() throws SQLException;
  }

  private final Opener opener;
  private Connection connection;

  Session(Opener opener) {
    this.opener = opener;
  }

  /** The connection, with a transaction begun. */
  Connection begin() throws SQLException {
    if (connection == null) {
      connection = opener.open();
      StatementCache.keepFor(connection);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  /**
   * Commits. Not by {@link Connection#commit}: with SQLite's driver that begins the next transaction at once, and a writer that has
   * nothing to do would keep every other process out.
   */
  void commit() throws SQLException {
    connection.setAutoCommit(true);
  }

  /** Closes the connection, and so rolls back what it had open. */
  void discard() {
    if (connection == null) {
      return;
    }
    StatementCache.forget(connection);
    try {
      connection.close();
    } catch (SQLException failure) {
      log.warn("a database connection did not close well; a new one is opened when needed", failure);
    }
    connection = null;
  }
}
