package io.livetape.record;

import io.livetape.db.Sql;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The recorder's own rows: which files and tapes are open. Static SQL on the caller's transaction. */
final class Journal {
  private Journal() {}

  /** A tape's row; {@code blobKey} is empty until its bytes rest in the store. */
  record TapeRow(OpenTape tape, String blobKey, long sizeBytes) {}

  static void insert(Connection transaction, OpenFile file) throws SQLException {
    Push push = file.push();
    RecordPlan plan = file.plan();
    FormatPlan part = plan.part(file.format());
    Sql.update(transaction, """
        insert into recording_file (file_id, format, started_at, media_start_ms, app, stream, domain, query, protocol, user_ip,
          push_sequence, push_started_at, interval_s, audio_only, plan_name, task_id, storage_s, file_name, continuation_s,
          sub_app_id, class_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        file.fileId(), file.format(), Micros.of(file.startedAt()), file.mediaStartMs(), push.stream().app(), push.stream().name(),
        push.domain(), push.query(), push.protocol(), push.userIp(), push.sequence(), Micros.of(push.startedAt()),
        part.interval().toSeconds(), plan.audioOnly() ? 1 : 0, plan.name(), plan.taskId(), part.storageTime().toSeconds(), part.fileName(),
        part.continuation().toSeconds(), part.filing().subAppId(), part.filing().classId());
  }

  /** The HLS file waits for a publisher since then, for so long at most. */
  static void interrupted(Connection transaction, long fileId, Instant at, Duration continuation) throws SQLException {
    Sql.update(transaction, "update recording_file set interrupted_at = ?, continuation_s = ? where file_id = ?",
        Micros.of(at), continuation.toSeconds(), fileId);
  }

  /** Nobody goes on with the file any more. */
  static void endContinuation(Connection transaction, long fileId) throws SQLException {
    Sql.update(transaction, "update recording_file set continuation_s = 0 where file_id = ?", fileId);
  }

  /** Since when HLS files wait that were interrupted at least once, by their ids. */
  static Map<Long, Instant> interruptions(Connection connection) throws SQLException {
    return Sql.list(connection, "select file_id, interrupted_at from recording_file where interrupted_at is not null",
            row -> Map.entry(row.getLong("file_id"), Micros.toInstant(row.getLong("interrupted_at")))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static void insert(Connection transaction, OpenTape tape) throws SQLException {
    Sql.update(transaction, "insert into recording_tape (tape_id, mp4_file_id, hls_file_id, ordinal, started_at) values (?, ?, ?, ?, ?)",
        tape.tapeId(), tape.mp4FileId(), tape.hlsFileId(), tape.ordinal(), Micros.of(tape.startedAt()));
  }

  /** The row is made now if it could not be when the tape was opened: its HLS file finds its tapes by their rows. */
  static void tapeStored(Connection transaction, OpenTape tape, String blobKey, long sizeBytes) throws SQLException {
    Sql.update(transaction, """
        insert into recording_tape (tape_id, mp4_file_id, hls_file_id, ordinal, started_at, blob_key, size_bytes)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (tape_id) do update set blob_key = excluded.blob_key, size_bytes = excluded.size_bytes""",
        tape.tapeId(), tape.mp4FileId(), tape.hlsFileId(), tape.ordinal(), Micros.of(tape.startedAt()), blobKey, sizeBytes);
  }

  static void removeTape(Connection transaction, long tapeId) throws SQLException {
    Sql.update(transaction, "delete from recording_tape where tape_id = ?", tapeId);
  }

  /** The file has landed (or came to nothing): its row goes, and so do tapes that no open file needs any more. */
  static void remove(Connection transaction, long fileId) throws SQLException {
    Sql.update(transaction, "delete from recording_file where file_id = ?", fileId);
    Sql.update(transaction, "update recording_tape set mp4_file_id = 0 where mp4_file_id = ?", fileId);
    Sql.update(transaction, "update recording_tape set hls_file_id = 0 where hls_file_id = ?", fileId);
    Sql.update(transaction, "delete from recording_tape where mp4_file_id = 0 and hls_file_id = 0");
  }

  static List<OpenFile> files(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from recording_file order by file_id", Journal::file);
  }

  /** All tapes, those of one HLS file in their order. */
  static List<TapeRow> tapes(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from recording_tape order by hls_file_id, ordinal, tape_id", Journal::tape);
  }

  /** The tapes of one HLS file, in their order. */
  static List<TapeRow> tapesOf(Connection connection, long hlsFileId) throws SQLException {
    return Sql.list(connection, "select * from recording_tape where hls_file_id = ? order by ordinal", Journal::tape, hlsFileId);
  }

  private static TapeRow tape(ResultSet row) throws SQLException {
    OpenTape tape = new OpenTape(
        row.getLong("tape_id"), row.getLong("mp4_file_id"), row.getLong("hls_file_id"), row.getInt("ordinal"),
        Micros.toInstant(row.getLong("started_at")));
    String blobKey = row.getString("blob_key");
    return new TapeRow(tape, blobKey == null ? "" : blobKey, row.getLong("size_bytes"));
  }

  private static OpenFile file(ResultSet row) throws SQLException {
    Push push = new Push(
        new StreamKey(row.getString("app"), row.getString("stream")), row.getString("push_sequence"), row.getString("domain"),
        row.getString("query"), row.getString("protocol"), row.getString("user_ip"), Micros.toInstant(row.getLong("push_started_at")));
    FileFormat format = FileFormat.valueOf(row.getString("format"));
    FormatPlan part = new FormatPlan(
        Duration.ofSeconds(row.getLong("interval_s")), Duration.ofSeconds(row.getLong("storage_s")), row.getString("file_name"),
        Duration.ofSeconds(row.getLong("continuation_s")), new FormatPlan.Filing(row.getLong("sub_app_id"), row.getLong("class_id")));
    RecordPlan plan = new RecordPlan(
        Map.of(format, part), row.getInt("audio_only") == 1, row.getString("plan_name"), row.getString("task_id"));
    return new OpenFile(
        row.getLong("file_id"), format, push, plan, Micros.toInstant(row.getLong("started_at")), row.getLong("media_start_ms"));
  }
}
