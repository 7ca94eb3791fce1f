package io.livetape.vod;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The recording files there are. What takes a connection runs in the caller's transaction; the rest waits for the database, so it is
 * called from neither a database thread nor an event loop.
 */
public final class Catalogue {
  private static final int PARTS_MAX = 200;

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
    return FileRows.insert(connection, file);
  }

  /**
   * Removes a file; {@link Removals} calls this, and nobody else does. Answers the blobs that nobody needs any more, its stored playlist
   * and its pictures among them; empty when there is no such file. A tape that an HLS file being recorded needs is not among them: it goes
   * with that file.
   */
  Optional<List<String>> remove(Connection connection, String fileId) throws SQLException {
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
    Stream.of(file.get().playlistKey(), file.get().entry().coverKey()).filter(Objects::nonNull).forEach(free::add);
    free.addAll(Sprites.blobs(connection, fileId));
    Sql.update(connection, "DELETE FROM vod_file WHERE file_id = ?", fileId);
    TextIndex.remove(connection, fileId);
    return Optional.of(free);
  }

  /**
   * Writes what people can say of a file: its name, when it expires, and its entry's class, description, tags, cover and time of change.
   * The rest of the file stays as it is. Nothing happens when there is no such file.
   */
  public void describe(Connection transaction, RecordedFile file) throws SQLException {
    FileRows.describe(transaction, file);
  }

  /** As {@link #find(String)}, in the caller's transaction. */
  public Optional<RecordedFile> findIn(Connection connection, String fileId) throws SQLException {
    return find(connection, fileId);
  }

  public Optional<RecordedFile> find(String fileId) throws SQLException {
    return database.readNow(connection -> find(connection, fileId));
  }

  /** Forbids that files are played, or allows it again. Answers the ids that no file of this part of the account has. */
  public List<String> setStatus(long subAppId, List<String> fileIds, FileStatus status) throws SQLException {
    return database.writeNow(connection -> {
      List<String> missing = new ArrayList<>();
      for (String fileId : fileIds) {
        if (Sql.update(connection, "UPDATE vod_file SET status = ? WHERE file_id = ? AND sub_app_id = ?", status, fileId, subAppId) == 0) {
          missing.add(fileId);
        }
      }
      return missing;
    });
  }

  /** Gives a file a cover. False when there is no such file, or it has one. */
  public boolean setCover(Connection connection, String fileId, String coverKey) throws SQLException {
    return Sql.update(connection, "UPDATE vod_file SET cover_key = ? WHERE file_id = ? AND cover_key IS NULL", coverKey, fileId) == 1;
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

  /** Looks for files. */
  public Listing search(Search search) throws SQLException {
    return database.readNow(new SearchRun(search)::run);
  }

  /** Makes files searchable by texts that came before the catalogue could do that; of others there is nothing to do. */
  public void indexTexts() throws SQLException {
    boolean more = true;
    while (more) {
      more = database.writeNow(TextIndex::putMissing);
    }
  }

  /** The moments of a file that people have described, in their order. */
  public List<KeyFrame> keyFrames(String fileId) throws SQLException {
    return database.readNow(connection -> KeyFrames.list(connection, fileId));
  }

  /** The small pictures of a file for a player's time line. */
  public Optional<Sprite> sprite(String fileId) throws SQLException {
    return database.readNow(connection -> Sprites.find(connection, fileId));
  }

  /** The classes of a part of the account. */
  public Classes classes(long subAppId) throws SQLException {
    return database.readNow(connection -> Classes.read(connection, subAppId));
  }

  /** The parts of the account that have files, beside its own, the lowest first: {@value #PARTS_MAX} at most. */
  public List<Long> parts() throws SQLException {
    return database.readNow(connection -> Sql.list(connection, """
        WITH RECURSIVE part(id) AS (
          SELECT MIN(sub_app_id) FROM vod_file WHERE sub_app_id > ?
          UNION ALL
          SELECT (SELECT MIN(sub_app_id) FROM vod_file WHERE sub_app_id > part.id) FROM part WHERE id IS NOT NULL)
        SELECT id FROM part WHERE id IS NOT NULL LIMIT ?""", row -> row.getLong(1), Entry.MAIN_APP, PARTS_MAX));
  }

  /**
   * How much there is, exactly.
   *
   * @param sizeBytes of all files together; a tape that is an MP4 file and an HLS file too counts as often
   */
  public record Volume(long fileCount, long sizeBytes) {}

  /** How much there is. Reads every row: for reports. */
  public Volume volume() throws SQLException {
    return volume("TRUE");
  }

  /** How much there is in a part of the account. Reads its every row: for reports. */
  public Volume volume(long subAppId) throws SQLException {
    return volume("sub_app_id = ?", subAppId);
  }

  private Volume volume(String condition, Object... arguments) throws SQLException {
    return database.readNow(connection -> Sql.first(connection,
        "SELECT COUNT(*), COALESCE(SUM(size_bytes), 0) FROM vod_file WHERE " + condition,
        row -> new Volume(row.getLong(1), row.getLong(2)), arguments).orElseThrow());
  }

  Optional<RecordedFile> find(Connection connection, String fileId) throws SQLException {
    return Sql.first(connection, "SELECT * FROM vod_file WHERE file_id = ?", row -> FileRows.read(connection, row), fileId);
  }

  /** The inner queries touch only an index, which holds condition and order; whole rows are read for the page alone. */
  private Listing list(String condition, String order, Page page, Object... arguments) throws SQLException {
    List<Object> bounded = new ArrayList<>(List.of(arguments));
    bounded.add(page.limit());
    bounded.add(page.offset());
    return database.readNow(connection -> {
      List<RecordedFile> files = Sql.list(connection, "SELECT * FROM vod_file WHERE file_id IN (SELECT file_id FROM vod_file WHERE "
          + condition + " ORDER BY " + order + " LIMIT ? OFFSET ?) ORDER BY " + order,
          row -> FileRows.read(connection, row), bounded.toArray());
      long count = Sql.number(connection,
          "SELECT COUNT(*) FROM (SELECT 1 FROM vod_file WHERE " + condition + " LIMIT " + Listing.COUNT_MAX + ") counted", arguments);
      return new Listing(files, Math.toIntExact(count));
    });
  }
}
