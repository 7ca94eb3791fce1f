package io.livetape.console.account;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what in the console, and what came of it. Returns at once; any thread. */
public final class AuditLog {
  /** In characters; longer targets are cut off. */
  static final int TARGET_MAX_CHARS = 500;

  /** Deleted at a time. */
  private static final int SWEEP_ROWS = 1_000;

  /** The outcome of what was done. */
  public static final String OK = "OK";

  /** Lines that are counted; of more it is only known that there are as many. */
  public static final int COUNTED_MAX = 10_000;

  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

  private final Database database;
  private final LongSupplier ids;

  /** @param ids new positive ids, rising */
  public AuditLog(Database database, LongSupplier ids) {
    this.database = database;
    this.ids = ids;
  }

  /**
   * One line.
   *
   * @param address of the browser
   * @param target what it was done to
   * @param outcome {@link #OK}, or the code of an error
   */
  public record Line(Instant at, String userName, String address, String action, String target, String outcome) {
    public Line {
      target = target.length() > TARGET_MAX_CHARS ? target.substring(0, TARGET_MAX_CHARS) + "…" : target;
    }
  }

  /** Forgets what is older, in steps that keep nobody waiting for the database. Blocks; any thread that may. */
  public static void sweep(Database database, Instant before) throws SQLException {
    int count;
    do {
      count = database.writeNow(transaction -> Sql.update(transaction,
          "delete from console_audit where id in (select id from console_audit where at < ? limit ?)", before, SWEEP_ROWS));
    } while (count == SWEEP_ROWS);
  }

  /** Writes a line, later if the database is in trouble. */
  public void write(Line line) {
    long id = ids.getAsLong();
    database.writeLasting(transaction -> Sql.update(transaction,
            "insert into console_audit (id, at, user_name, address, action, target, outcome) values (?, ?, ?, ?, ?, ?, ?)",
            id, line.at, line.userName, line.address, line.action, line.target, line.outcome))
        .exceptionally(failure -> {
          log.error("[console] not in the audit log: {}", line, failure);
          return 0;
        });
  }

  /** A page of the lines, the newest first. @param userName empty for anybody */
  public static List<Line> newest(Connection connection, String userName, int offset, int limit) throws SQLException {
    return Sql.list(connection, "select * from console_audit" + condition(userName) + " order by at desc, id desc limit ? offset ?",
        row -> new Line(Sql.instant(row, "at"), row.getString("user_name"), row.getString("address"), row.getString("action"),
            row.getString("target"), row.getString("outcome")), arguments(userName, limit, offset));
  }

  /** At most {@link #COUNTED_MAX}. */
  public static long count(Connection connection, String userName) throws SQLException {
    return Sql.number(connection, "select count(*) from (select 1 from console_audit" + condition(userName) + " limit ?) counted",
        arguments(userName, COUNTED_MAX));
  }

  private static String condition(String userName) {
    return userName.isEmpty() ? "" : " where user_name = ?";
  }

  private static Object[] arguments(String userName, Object... more) {
    return Stream.concat(userName.isEmpty() ? Stream.empty() : Stream.of(userName), Stream.of(more)).toArray();
  }
}
