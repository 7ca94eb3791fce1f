package io.livetape.console.settings;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Size;
import io.livetape.console.account.AuditLog;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.util.List;

/** Who did what. */
public final class AuditActions {
  private final Database database;

  public AuditActions(Database database) {
    this.database = database;
  }

  public List<Action<?, ?>> all() {
    return List.of(new Action<>("DescribeAuditLog", "A page of the audit log, the newest first.", Search.class, Lines.class, this::search));
  }

  /** @param userName empty for anybody */
  record Search(
      @Default("") @Size(max = 300) String userName,
      @Default("1") @Between(min = 1, max = 1_000) Long pageNum,
      @Default("50") @Between(min = 1, max = 100) Long pageSize) {}

  /** @param at milliseconds since the epoch; outcome {@code OK} or the code of an error */
  record Line(long at, String userName, String address, String action, String target, String outcome) {}

  /** @param totalCount at most {@link AuditLog#COUNTED_MAX} */
  record Lines(List<Line> lines, long totalCount) {}

  private Lines search(Search search) throws SQLException {
    int offset = (int) ((search.pageNum - 1) * search.pageSize);
    return database.readNow(connection -> new Lines(
        AuditLog.newest(connection, search.userName, offset, search.pageSize.intValue()).stream().map(line -> new Line(
            line.at().toEpochMilli(), line.userName(), line.address(), line.action(), line.target(), line.outcome())).toList(),
        AuditLog.count(connection, search.userName)));
  }
}
