package io.livetape.api;

import io.livetape.db.Sql;
import io.livetape.live.EndReason;
import io.livetape.live.Push;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The pushes that have ended, kept for three months. Static SQL on the caller's transaction. */
public final class PushHistory {
  private static final Duration KEPT = Duration.ofDays(93);

  private PushHistory() {}

  /**
   * One push.
   *
   * @param reason in words
   * @param width of its picture, 0 without one, as is {@code height}
   */
  public record Ended(
      String domain, String app, String stream, String userIp, Instant startedAt, Instant endedAt, String reason, int width, int height) {}

  /**
   * Which pushes to list; an empty name stands for any.
   *
   * @param exact whether {@code stream} is the whole name, and not a part of it
   */
  public record Search(Instant from, Instant to, String domain, String app, String stream, boolean exact) {
    private String pattern() {
      String escaped = stream.replaceAll("[!%_]", "!$0");
      return exact ? escaped : "%" + escaped + "%";
    }
  }

  /** Adding a push again changes nothing. */
  static void insert(Connection transaction, Push push, EndReason reason, Instant endedAt, Picture picture) throws SQLException {
    Sql.update(transaction, "delete from api_push where ended_at < ?", endedAt.minus(KEPT));
    Sql.update(transaction, """
        insert into api_push (sequence, domain, app, stream, user_ip, started_at, ended_at, reason, width, height)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (sequence) do nothing""",
        push.sequence(), push.domain(), push.stream().app(), push.stream().name(), push.userIp(), push.startedAt(), endedAt, reason.text(),
        picture.width(), picture.height());
  }

  /** Pushes that touch a window, those that ended last first. */
  public static List<Ended> list(Connection connection, Search search, int limit) throws SQLException {
    return Sql.list(connection, """
        select * from api_push where ended_at >= ? and started_at <= ? and ? in ('', domain) and ? in ('', app) and
          (? = '' or stream like ? escape '!')
        order by ended_at desc, sequence desc limit ?""", PushHistory::read, search.from, search.to, search.domain, search.app,
        search.stream, search.pattern(), limit);
  }

  /** Whether a stream of this name, of any application, was pushed in the time that is kept. */
  public static boolean knows(Connection connection, String stream) throws SQLException {
    return Sql.number(connection, "select count(*) from (select 1 from api_push where stream = ? limit 1) found", stream) > 0;
  }

  private static Ended read(ResultSet row) throws SQLException {
    return new Ended(row.getString("domain"), row.getString("app"), row.getString("stream"), row.getString("user_ip"),
        Sql.instant(row, "started_at"), Sql.instant(row, "ended_at"), row.getString("reason"), row.getInt("width"), row.getInt("height"));
  }
}
