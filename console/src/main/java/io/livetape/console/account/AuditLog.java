package io.livetape.console.account;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who did what in the console, and what came of it. Returns at once; any thread. */
public final class AuditLog {
  /** In characters; longer targets are cut off. */
  static final int TARGET_MAX_CHARS = 500;

  /** The outcome of what was done. */
  public static final String OK = "OK";

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
}
