package io.livetape.record;

import io.livetape.db.Sql;
import io.livetape.live.StreamKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The timelines of streams, in the database. Static SQL on the caller's transaction. */
public final class Timeline {
  private Timeline() {}

  /**
   * What happened to a stream from one time on until before another, the oldest first. Of a recording that runs, the last minute may not be
   * there yet.
   *
   * @param max how many entries at most
   */
  public static List<TimelineEntry> of(Connection connection, StreamKey stream, Instant from, Instant until, int max) throws SQLException {
    return Sql.list(connection, """
        select * from recording_timeline where app = ? and stream = ? and at >= ? and at < ? order by at, kind limit ?""",
        Timeline::entry, stream.app(), stream.name(), Micros.of(from), Micros.of(until), max);
  }

  /** As {@link #of}, only of when recordings began and ended. */
  public static List<TimelineEntry> limits(Connection connection, StreamKey stream, Instant from, Instant until, int max)
      throws SQLException {
    return Sql.list(connection, """
        select * from recording_timeline where app = ? and stream = ? and at >= ? and at < ? and kind in (?, ?)
        order by at, kind limit ?""",
        Timeline::entry, stream.app(), stream.name(), Micros.of(from), Micros.of(until), TimelineKind.BEGAN, TimelineKind.ENDED, max);
  }

  static void insert(Connection transaction, TimelineEntry entry) throws SQLException {
    Sql.update(transaction, """
        insert into recording_timeline (session_id, push_sequence, app, stream, domain, file_id, at, kind, times, ms)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        entry.sessionId(), entry.pushSequence(), entry.stream().app(), entry.stream().name(), entry.domain(), entry.fileId(),
        Micros.of(entry.at()), entry.kind(), entry.count(), entry.ms());
  }

  private static TimelineEntry entry(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getLong("session_id"), row.getString("push_sequence"), new StreamKey(row.getString("app"), row.getString("stream")),
        row.getString("domain"), row.getLong("file_id"), Micros.toInstant(row.getLong("at")), TimelineKind.valueOf(row.getString("kind")),
        row.getLong("times"), row.getLong("ms"));
  }
}
