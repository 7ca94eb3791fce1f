package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The streams that there are files of. Static SQL on the caller's transaction. */
public final class RecordedStreams {
  /** How many are looked at, which is bounded because nothing but their files says that there are streams. */
  static final int LOOKED_AT_MAX = 2000;

  private RecordedStreams() {}

  /** @param endedAt until when its newest file was recorded */
  public record Stream(String app, String stream, Instant endedAt) {}

  /** @param more whether there are streams that were left out, or not looked at */
  public record Found(List<Stream> streams, boolean more) {}

  /**
   * Streams whose {@code app/stream} contains a text, those that were recorded last first. Of more than {@value #LOOKED_AT_MAX} streams
   * those are looked at whose application and beginning the text names.
   *
   * @param max how many at most
   */
  public static Found search(Connection connection, String text, int max) throws SQLException {
    int slash = text.indexOf('/');
    String app = slash < 0 ? "" : text.substring(0, slash);
    String beginning = slash < 0 ? "" : text.substring(slash + 1);
    List<Stream> seen = from(connection, app, beginning);
    List<Stream> found = seen.stream().filter(stream -> (stream.app + "/" + stream.stream).contains(text))
        .sorted(Comparator.comparing(Stream::endedAt).reversed()).toList();
    return new Found(found.subList(0, Math.min(max, found.size())), seen.size() == LOOKED_AT_MAX || found.size() > max);
  }

  /** Goes from name to name in the index, however many files each has. */
  private static List<Stream> from(Connection connection, String app, String stream) throws SQLException {
    return Sql.list(connection, """
        WITH RECURSIVE name(app, stream) AS (
          SELECT * FROM (SELECT app, stream FROM vod_file WHERE (app, stream) >= (?, ?) AND stream <> '' ORDER BY app, stream LIMIT 1) a
          UNION ALL
          SELECT file.app, file.stream FROM name, vod_file file WHERE file.file_id = (SELECT file_id FROM vod_file
            WHERE (app, stream) > (name.app, name.stream) AND stream <> '' ORDER BY app, stream LIMIT 1))
        SELECT app, stream, (SELECT ended_at_us FROM vod_file WHERE vod_file.app = name.app AND vod_file.stream = name.stream
          ORDER BY started_at_us DESC LIMIT 1) AS ended_at_us FROM name LIMIT ?""",
        row -> new Stream(row.getString("app"), row.getString("stream"), Instant.EPOCH.plus(row.getLong("ended_at_us"), ChronoUnit.MICROS)),
        app, stream, LOOKED_AT_MAX);
  }
}
