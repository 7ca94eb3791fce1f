package io.livetape.vod;

import io.livetape.db.Sql;
import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile.Content;
import io.livetape.vod.RecordedFile.Origin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How a file stands in the tables. Static SQL on the caller's transaction. */
final class FileRows {
  private FileRows() {}

  /** False, and nothing changed, when there is a file of this id. */
  static boolean insert(Connection connection, RecordedFile file) throws SQLException {
    Origin origin = file.origin();
    Content content = file.content();
    Entry entry = file.entry();
    int count = Sql.update(connection, """
        INSERT INTO vod_file (file_id, video_id, format, name, domain, app, stream, push_sequence, stream_param, task_id,
            started_at_us, ended_at_us, duration_ms, media_start_ms, size_bytes, width, height, video_codec, audio_codec,
            playlist_key, created_at, expires_at, recovered, status, frame_rate, video_bytes, sample_rate_hz,
            sub_app_id, class_id, source, source_context, description, room_app_id, room_id, cover_key, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (file_id) DO NOTHING""",
        file.fileId(), file.videoId(), file.format().label(), file.name(), origin.domain(), origin.app(), origin.stream(),
        origin.pushSequence(), origin.streamParam(), origin.taskId(),
        TimeWindow.micros(file.startedAt()), TimeWindow.micros(file.endedAt()), content.durationMs(), content.mediaStartMs(),
        content.sizeBytes(), content.width(), content.height(), content.videoCodec(), content.audioCodec(),
        file.playlistKey(), file.createdAt(), file.expiresAt(), file.recovered(), file.status(),
        content.frameRate(), content.videoSizeBytes(), content.sampleRateHz(),
        entry.subAppId(), entry.classId(), entry.source(), entry.sourceContext(), entry.description(),
        entry.room() == null ? 0 : entry.room().appId(), entry.room() == null ? "" : entry.room().roomId(), entry.coverKey(),
        entry.updatedAt());
    if (count == 1) {
      insertBlobs(connection, file);
      addTags(connection, file.fileId(), entry.tags());
      TextIndex.put(connection, file);
    }
    return count == 1;
  }

  static void describe(Connection transaction, RecordedFile file) throws SQLException {
    Entry entry = file.entry();
    int count = Sql.update(transaction, """
        UPDATE vod_file SET name = ?, expires_at = ?, class_id = ?, description = ?, cover_key = ?, updated_at = ? WHERE file_id = ?""",
        file.name(), file.expiresAt(), entry.classId(), entry.description(), entry.coverKey(), entry.updatedAt(), file.fileId());
    if (count == 1) {
      Sql.update(transaction, "DELETE FROM vod_file_tag WHERE file_id = ?", file.fileId());
      addTags(transaction, file.fileId(), entry.tags());
      TextIndex.remove(transaction, file.fileId());
      TextIndex.put(transaction, file);
    }
  }

  /** What is there already stays. */
  private static void addTags(Connection connection, String fileId, List<String> tags) throws SQLException {
    for (String tag : tags) {
      Sql.update(connection, "INSERT INTO vod_file_tag (file_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING", fileId, tag);
    }
  }

  static RecordedFile read(Connection connection, ResultSet row) throws SQLException {
    String fileId = row.getString("file_id");
    List<String> blobs = Sql.list(connection, "SELECT blob_key FROM vod_file_blob WHERE file_id = ? ORDER BY ordinal",
        blob -> blob.getString(1), fileId);
    Origin origin = new Origin(row.getString("domain"), row.getString("app"), row.getString("stream"), row.getString("push_sequence"),
        row.getString("stream_param"), row.getString("task_id"));
    FileFormat format = FileFormat.ofLabel(row.getString("format")).orElseThrow();
    return new RecordedFile(fileId, row.getString("video_id"), format, row.getString("name"), origin,
        instant(row, "started_at_us"), instant(row, "ended_at_us"), content(row), blobs, row.getString("playlist_key"),
        Sql.instant(row, "created_at"), Sql.instant(row, "expires_at"), row.getBoolean("recovered"),
        FileStatus.valueOf(row.getString("status")), entry(connection, row));
  }

  private static Content content(ResultSet row) throws SQLException {
    return new Content(row.getLong("duration_ms"), row.getLong("media_start_ms"), row.getLong("size_bytes"), row.getInt("width"),
        row.getInt("height"), row.getString("video_codec"), row.getString("audio_codec"), row.getInt("frame_rate"),
        row.getLong("video_bytes"), row.getInt("sample_rate_hz"));
  }

  private static Entry entry(Connection connection, ResultSet row) throws SQLException {
    List<String> tags = Sql.list(connection, "SELECT tag FROM vod_file_tag WHERE file_id = ? ORDER BY tag", tag -> tag.getString(1),
        row.getString("file_id"));
    String room = row.getString("room_id");
    return new Entry(row.getLong("sub_app_id"), row.getLong("class_id"), Source.valueOf(row.getString("source")),
        row.getString("source_context"), row.getString("description"),
        room.isEmpty() ? null : new Entry.Room(row.getLong("room_app_id"), room), tags, row.getString("cover_key"),
        Sql.instant(row, "updated_at"));
  }

  private static void insertBlobs(Connection connection, RecordedFile file) throws SQLException {
    int ordinal = 0;
    for (String key : file.blobKeys()) {
      Sql.update(connection, "INSERT INTO vod_file_blob (file_id, ordinal, blob_key) VALUES (?, ?, ?)", file.fileId(), ordinal++, key);
    }
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }
}
