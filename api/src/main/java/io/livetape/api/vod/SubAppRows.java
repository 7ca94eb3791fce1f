package io.livetape.api.vod;

import io.livetape.api.Counters;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.RecordText;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored parts of the account, but for its own. Static SQL on the caller's transaction. */
final class SubAppRows {
  static final int COUNT_MAX = 1000;

  private static final long FIRST_ID = 1_500_000_001;

  private SubAppRows() {}

  record Row(SubApp app, Instant createdAt) {}

  static long nextId(Connection transaction) throws SQLException {
    if (Sql.number(transaction, "select count(*) from api_sub_app") >= COUNT_MAX) {
      throw new ApiException("LimitExceeded", "There are " + COUNT_MAX + " sub-applications already.");
    }
    return Counters.next(transaction, "sub-app", FIRST_ID);
  }

  static void insert(Connection transaction, SubApp app, Instant now) throws SQLException {
    Sql.update(transaction, "insert into api_sub_app (sub_app_id, content, created_at) values (?, ?, ?)", app.subAppId(),
        RecordText.of(app), now);
  }

  static void update(Connection transaction, SubApp app) throws SQLException {
    Sql.update(transaction, "update api_sub_app set content = ? where sub_app_id = ?", RecordText.of(app), app.subAppId());
  }

  static Optional<SubApp> find(Connection connection, long subAppId) throws SQLException {
    return Sql.first(connection, "select * from api_sub_app where sub_app_id = ?", SubAppRows::read, subAppId).map(Row::app);
  }

  /** In the order in which they were made. */
  static List<Row> list(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from api_sub_app order by sub_app_id", SubAppRows::read);
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(RecordText.read(SubApp.class, row.getString("content")), Sql.instant(row, "created_at"));
  }
}
