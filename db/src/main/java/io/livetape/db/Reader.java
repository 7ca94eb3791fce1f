package io.livetape.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One of the threads that read. Each unit sees one unchanging state of the database, however many statements it takes. */
final class Reader implements Runnable {
  private final UnitQueue queue;
  private final Sqlite sqlite;
  private final Session session;

  Reader(UnitQueue queue, Sqlite sqlite) {
    this.queue = queue;
    this.sqlite = sqlite;
    this.session = new Session(sqlite::openReader);
  }

  @Override
  public void run() {
    List<Unit<?>> one = new ArrayList<>(1);
    while (queue.take(one, 1)) {
      read(one.removeFirst());
    }
    session.discard();
  }

  private void read(Unit<?> unit) {
    try {
      Connection connection = session.begin();
      if (unit.run(connection)) {
        session.commit();
      } else {
        unit.explain(sqlite);
        session.discard();
      }
    } catch (SQLException failure) {
      session.discard();
      unit.settleLost(sqlite.explain(failure));
      return;
    }
    unit.settle();
  }
}
