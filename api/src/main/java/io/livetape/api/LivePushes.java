package io.livetape.api;

import io.livetape.db.Sql;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The rows of the pushes that are running, kept so that the next process can tell of their end. Static SQL on the caller's transaction. */
final class LivePushes {
  private LivePushes() {}

  /** A push and what was last known of it. */
  record Seen(Push push, Instant seenAt, Picture picture) {}

  static void insert(Connection transaction, Push push) throws SQLException {
    Sql.update(transaction, """
        insert into api_live_push (sequence, app, stream, domain, query, protocol, user_ip, started_at, seen_at, width, height)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)""",
        push.sequence(), push.stream().app(), push.stream().name(), push.domain(), push.query(), push.protocol(), push.userIp(),
        push.startedAt(), push.startedAt());
  }

  /** A sign of life; nothing, when the push has ended meanwhile. */
  static void seen(Connection transaction, String sequence, Instant at, Picture picture) throws SQLException {
    Sql.update(transaction, "update api_live_push set seen_at = ?, width = ?, height = ? where sequence = ?",
        at, picture.width(), picture.height(), sequence);
  }

  static void remove(Connection transaction, String sequence) throws SQLException {
    Sql.update(transaction, "delete from api_live_push where sequence = ?", sequence);
  }

  static List<Seen> all(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from api_live_push order by started_at, sequence", LivePushes::seen);
  }

  private static Seen seen(ResultSet row) throws SQLException {
    Push push = new Push(
        new StreamKey(row.getString("app"), row.getString("stream")), row.getString("sequence"), row.getString("domain"),
        row.getString("query"), row.getString("protocol"), row.getString("user_ip"), Sql.instant(row, "started_at"));
    return new Seen(push, Sql.instant(row, "seen_at"), new Picture(row.getInt("width"), row.getInt("height")));
  }
}
