package io.livetape.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever waits when it looks goes into one transaction and is committed once, since the commit is the
 * dear part; a savepoint before each unit lets a failing one be taken back alone.
 *
 * <pre>
 *   BEGIN  SAVEPOINT unit 1 RELEASE  SAVEPOINT unit 2 ROLLBACK TO  SAVEPOINT unit 3 RELEASE  COMMIT   then 1, 2 and 3 are told
 * </pre>
 *
 * <p>When the database is in trouble the transaction is given up, lasting units go back to where they were in the queue, and the others
 * are told.
 */
final class Writer implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  /** Units in one transaction: enough to share a commit among, few enough to keep the first from waiting long for the last. */
  private static final int GROUP_MAX = 64;

  /** Before lasting units are tried again. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final UnitQueue queue;
  private final Sqlite sqlite;
  private final Session session;
  private long troubleNanos;
  private boolean inTrouble;

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
      lost(group, sqlite.explain(failure));
      return;
    }
    tellEnd();
    group.forEach(Unit::settle);
  }

  /** Throws when the transaction itself is lost, as SQLite's is when the disk is full. */
  private void runAlone(Connection connection, Unit<?> unit) throws SQLException {
    Savepoint before = connection.setSavepoint();
    if (!unit.run(connection)) {
      if (unit.failure() instanceof SQLException failure && sqlite.explain(failure) instanceof SQLTransientException trouble) {
        unit.again();
        throw trouble;
      }
      connection.rollback(before);
    }
    connection.releaseSavepoint(before);
  }

  private void lost(List<Unit<?>> group, SQLException failure) {
    boolean trouble = failure instanceof SQLTransientException;
    List<Unit<?>> again = trouble ? queue.giveBack(group.stream().filter(Unit::lasting).toList()) : List.of();
    again.forEach(Unit::again);
    if (trouble) {
      tellBegin(failure);
    }
    group.stream().filter(unit -> !again.contains(unit)).forEach(unit -> unit.settleLost(failure));
    if (!again.isEmpty()) {
      queue.pause(PAUSE);
    }
  }

  private void tellBegin(SQLException failure) {
    if (!inTrouble) {
      inTrouble = true;
      troubleNanos = System.nanoTime();
      log.error("[db] {}; what must not be lost waits until it can be written, other changes are refused", failure.getMessage());
    }
  }

  private void tellEnd() {
    if (inTrouble) {
      inTrouble = false;
      log.warn("[db] can be written again after {} s; what has waited is made up for", (System.nanoTime() - troubleNanos) / 1_000_000_000);
    }
  }
}
