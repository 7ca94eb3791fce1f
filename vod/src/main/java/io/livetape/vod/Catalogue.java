package io.livetape.vod;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The recording files there are. What takes a connection runs in the caller's transaction; the rest waits for the database, so it is
 * called from neither a database thread nor an event loop.
 */
public final class Catalogue {
  private static final String NEWEST_FIRST = "created_at DESC, file_id DESC";

  /** In which order the files of a stream are listed. */
  public enum Order {
    OLDEST_FIRST("started_at_us, file_id"),
    NEWEST_FIRST("started_at_us DESC, file_id DESC");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }
  }

  private final Database database;
  private final BlobHolder holder;

  public Catalogue(Database database) {
    this(database, BlobHolder.NOBODY);
  }

  /** @param holder of blobs that must stay when the last file of the catalogue that has them goes */
  public Catalogue(Database database, BlobHolder holder) {
    this.database = database;
    this.holder = holder;
  }

  /** Adds a file. False, and nothing changed, when there is one of this id: landing may be repeated after a crash. */
  public boolean insert(Connection connection, RecordedFile file) throws SQLException {
    return insert(connection, file, SourceType.RECORD);
  }

  /** As above, for a file that came to be in another way. */
  public boolean insert(Connection connection, RecordedFile file, SourceType sourceType) throws SQLException {
    Origin origin = file.origin();
    Content content = file.content();
    int count = Sql.update(connection, """
        INSERT INTO vod_file (file_id, video_id, format, name, domain, app, stream, push_sequence, stream_param, task_id,
            started_at_us, ended_at_us, duration_ms, media_start_ms, size_bytes, width, height, video_codec, audio_codec,
            playlist_key, created_at, expires_at, recovered, status, source_type)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (file_id) DO NOTHING""",
        file.fileId(), file.videoId(), file.format().label(), file.name(), origin.domain(), origin.app(), origin.stream(),
        origin.pushSequence(), origin.streamParam(), origin.taskId(),
        TimeWindow.micros(file.startedAt()), TimeWindow.micros(file.endedAt()), content.durationMs(), content.mediaStartMs(),
        content.sizeBytes(), content.width(), content.height(), content.videoCodec(), content.audioCodec(),
        file.playlistKey(), file.createdAt(), file.expiresAt(), file.recovered(), file.status(),
        sourceType.label());
    if (count == 1) {
      insertBlobs(connection, file);
    }
    return count == 1;
  }

  /**
   * Removes a file. Answers the blobs that nobody needs any more, its stored playlist among them; empty when there is no such file. A tape
   * that an HLS file being recorded needs is not among them: it goes with that file.
   */
  public Optional<List<String>> remove(Connection connection, String fileId) throws SQLException {
    Optional<RecordedFile> file = find(connection, fileId);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    List<String> unlisted = Sql.list(connection, """
        SELECT DISTINCT blob_key FROM vod_file_blob mine WHERE file_id = ? AND NOT EXISTS
          (SELECT 1 FROM vod_file_blob other WHERE other.blob_key = mine.blob_key AND other.file_id <> mine.file_id)""",
        row -> row.getString(1), fileId);
    List<String> free = new ArrayList<>();
    for (String key : unlisted) {
      if (!holder.holds(connection, key)) {
        free.add(key);
      }
    }
    if (file.get().playlistKey() != null) {
      free.add(file.get().playlistKey());
    }
    Sql.update(connection, "DELETE FROM vod_file WHERE file_id = ?", fileId);
    return Optional.of(free);
  }

  /** Whether there is such a file, in the caller's transaction. */
  public boolean exists(Connection connection, String fileId) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM vod_file WHERE file_id = ?", fileId) > 0;
  }

  public Optional<RecordedFile> find(String fileId) throws SQLException {
    return database.readNow(connection -> find(connection, fileId));
  }

  /** The files of a stream whose recording touches a window. */
  public Listing listByStream(String app, String stream, TimeWindow window, Order order, Page page) throws SQLException {
    return list("app = ? AND stream = ? AND started_at_us < ? AND ended_at_us > ?", order.sql, page,
        app, stream, window.toUs(), window.fromUs());
  }

  /** As {@link #listByStream}, of the streams of this name in any application. */
  public Listing listByStreamName(String stream, TimeWindow window, Order order, Page page) throws SQLException {
    return list("stream = ? AND started_at_us < ? AND ended_at_us > ?", order.sql, page, stream, window.toUs(), window.fromUs());
  }

  /** The files of one push, those that began first first; none for an empty sequence, which says that it is not known. */
  public Listing listByPush(String pushSequence, Page page) throws SQLException {
    return list("push_sequence = ? AND push_sequence <> ''", Order.OLDEST_FIRST.sql, page, pushSequence);
  }

  /** All files, those that came last first. */
  public Listing newest(Page page) throws SQLException {
    return list("TRUE", NEWEST_FIRST, page);
  }

  /** The files whose name begins with a text, upper and lower case being different; those that came last first. */
  public Listing listByNamePrefix(String prefix, Page page) throws SQLException {
    Optional<String> end = new NamePrefix(prefix).end();
    return end.isEmpty()
        ? list("name >= ?", NEWEST_FIRST, page, prefix)
        : list("name >= ? AND name < ?", NEWEST_FIRST, page, prefix, end.get());
  }

  /**
   * How much there is, exactly.
   *
   * @param sizeBytes of all files together; a tape that is an MP4 file and an HLS file too counts as often
   */
  public record Volume(long fileCount, long sizeBytes) {}

  /** How much there is. Reads every row: for reports. */
  public Volume volume() throws SQLException {
    return database.readNow(connection -> Sql.first(connection, "SELECT COUNT(*), COALESCE(SUM(size_bytes), 0) FROM vod_file",
        row -> new Volume(row.getLong(1), row.getLong(2))).orElseThrow());
  }

  private static void insertBlobs(Connection connection, RecordedFile file) throws SQLException {
    int ordinal = 0;
    for (String key : file.blobKeys()) {
      Sql.update(connection, "INSERT INTO vod_file_blob (file_id, ordinal, blob_key) VALUES (?, ?, ?)", file.fileId(), ordinal++, key);
    }
  }

  private static Optional<RecordedFile> find(Connection connection, String fileId) throws SQLException {
    return Sql.first(connection, "SELECT * FROM vod_file WHERE file_id = ?", row -> read(connection, row), fileId);
  }

  /** The inner queries touch only an index, which holds condition and order; whole rows are read for the page alone. */
  private Listing list(String condition, String order, Page page, Object... arguments) throws SQLException {
    List<Object> bounded = new ArrayList<>(List.of(arguments));
    bounded.add(page.limit());
    bounded.add(page.offset());
    return database.readNow(connection -> {
      List<RecordedFile> files = Sql.list(connection, "SELECT * FROM vod_file WHERE file_id IN (SELECT file_id FROM vod_file WHERE "
          + condition + " ORDER BY " + order + " LIMIT ? OFFSET ?) ORDER BY " + order, row -> read(connection, row), bounded.toArray());
      long count = Sql.number(connection,
          "SELECT COUNT(*) FROM (SELECT 1 FROM vod_file WHERE " + condition + " LIMIT " + Listing.COUNT_MAX + ") counted", arguments);
      return new Listing(files, Math.toIntExact(count));
    });
  }

  private static RecordedFile read(Connection connection, ResultSet row) throws SQLException {
    String fileId = row.getString("file_id");
    List<String> blobs = Sql.list(connection, "SELECT blob_key FROM vod_file_blob WHERE file_id = ? ORDER BY ordinal",
        blob -> blob.getString(1), fileId);
    Origin origin = new Origin(row.getString("domain"), row.getString("app"), row.getString("stream"), row.getString("push_sequence"),
        row.getString("stream_param"), row.getString("task_id"));
    Content content = new Content(row.getLong("duration_ms"), row.getLong("media_start_ms"), row.getLong("size_bytes"),
        row.getInt("width"), row.getInt("height"), row.getString("video_codec"), row.getString("audio_codec"));
    FileFormat format = FileFormat.ofLabel(row.getString("format")).orElseThrow();
    return new RecordedFile(fileId, row.getString("video_id"), format, row.getString("name"), origin,
        instant(row, "started_at_us"), instant(row, "ended_at_us"), content, blobs, row.getString("playlist_key"),
        Sql.instant(row, "created_at"), Sql.instant(row, "expires_at"), row.getBoolean("recovered"),
        FileStatus.valueOf(row.getString("status")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }
}
