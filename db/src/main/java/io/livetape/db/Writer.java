package io.livetape.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * The one thread that writes. Whatever waits when it looks goes into one transaction and is committed once, since the commit is the
 * dear part; a savepoint before each unit lets a failing one be taken back alone.
 *
 * <pre>
 *   BEGIN  SAVEPOINT unit 1 RELEASE  SAVEPOINT unit 2 ROLLBACK TO  SAVEPOINT unit 3 RELEASE  COMMIT   then 1, 2 and 3 are told
 * </pre>
 */
final class Writer implements Runnable {
  /** Units in one transaction: enough to share a commit among, few enough to keep the first from waiting long for the last. */
  private static final int GROUP_MAX = 64;

  private final UnitQueue queue;
  private final Sqlite sqlite;
  private final Session session;

  Writer(UnitQueue queue, Sqlite sqlite) {
    this.queue = queue;
    this.sqlite = sqlite;
    this.session = new Session(sqlite::openWriter);
  }

  @Override
  public void run() {
    List<Unit<?>> group = new ArrayList<>(GROUP_MAX);
    while (queue.take(group, GROUP_MAX)) {
      write(group);
      group.clear();
    }
    session.discard();
  }

  private void write(List<Unit<?>> group) {
    try {
      Connection connection = session.begin();
      for (Unit<?> unit : group) {
        runAlone(connection, unit);
      }
      session.commit();
    } catch (SQLException failure) {
      session.discard();
      SQLException explained = sqlite.explain(failure);
      group.forEach(unit -> unit.settleLost(explained));
      return;
    }
    group.forEach(Unit::settle);
  }

  /** Throws when the transaction itself is lost, as SQLite's is when the disk is full. */
  private static void runAlone(Connection connection, Unit<?> unit) throws SQLException {
    Savepoint before = connection.setSavepoint();
    if (!unit.run(connection)) {
      connection.rollback(before);
    }
    connection.releaseSavepoint(before);
  }
}
