package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which files have a text in their name or description, by SQLite's FTS5. It may answer too many, never too few.
 *
 * <p>A text is indexed as all its runs of three characters, in every script alike; the last two are filled up, so that each character
 * begins a run, and one or two characters are found as the beginning of runs. FTS5 is given them as words of hexadecimal digits.
 *
 * <pre>
 *   "Abcd"  →  "abc" "bcd" "cd␀" "d␀␀"  →  006100620063 006200630064 006300640000 006400000000
 * </pre>
 */
final class TextIndex {
  private static final int RUN_CHARS = 3;

  /** More would only say again what these say. */
  private static final int WANTED_RUNS_MAX = 8;

  private static final int CHUNK = 500;

  private TextIndex() {}

  static void put(Connection transaction, RecordedFile file) throws SQLException {
    Sql.update(transaction, "INSERT INTO vod_text (rowid, name, description, part) VALUES (?, ?, ?, ?)", Long.parseLong(file.fileId()),
        runs(file.name()), runs(file.entry().description()), part(file.entry().subAppId()));
  }

  static void remove(Connection transaction, String fileId) throws SQLException {
    Sql.update(transaction, "DELETE FROM vod_text WHERE rowid = ?", Long.parseLong(fileId));
    Sql.update(transaction, "DELETE FROM vod_text_missing WHERE file_id = ?", fileId);
  }

  /** Indexes some of the files that came before there was this index; false when there are none left. */
  static boolean putMissing(Connection transaction) throws SQLException {
    List<RecordedFile> missing = Sql.list(transaction,
        "SELECT * FROM vod_file WHERE file_id IN (SELECT file_id FROM vod_text_missing LIMIT " + CHUNK + ")",
        row -> FileRows.read(transaction, row));
    for (RecordedFile file : missing) {
      remove(transaction, file.fileId());
      put(transaction, file);
    }
    return !missing.isEmpty();
  }

  /** What {@code vod_text} is to be asked for, to get the ids of files that have one of these texts in one of these columns. */
  static String wanted(long subAppId, List<String> columns, List<String> texts) {
    return "part : " + part(subAppId) + " AND {" + String.join(" ", columns) + "} : ("
        + texts.stream().map(TextIndex::wanted).collect(Collectors.joining(" OR ")) + ")";
  }

  private static String wanted(String text) {
    String lower = lower(text);
    if (lower.length() < RUN_CHARS) {
      return hex(lower) + "*";
    }
    // One behind the other, and the last: runs that overlap say the same twice.
    int last = lower.length() - RUN_CHARS;
    return "(" + IntStream.concat(IntStream.iterate(0, at -> at < last, at -> at + RUN_CHARS).limit(WANTED_RUNS_MAX), IntStream.of(last))
        .mapToObj(at -> hex(lower.substring(at, at + RUN_CHARS))).collect(Collectors.joining(" ")) + ")";
  }

  private static String runs(String text) {
    String filled = lower(text) + "\0".repeat(RUN_CHARS - 1);
    StringBuilder runs = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      runs.append(hex(filled.substring(at, at + RUN_CHARS))).append(' ');
    }
    return runs.toString();
  }

  private static String part(long subAppId) {
    return "p" + Long.toHexString(subAppId);
  }

  /** As the database's own lower() does it: Latin letters only. */
  static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) < 128) {
        lower.setCharAt(i, Character.toLowerCase(lower.charAt(i)));
      }
    }
    return lower.toString();
  }

  private static String hex(String text) {
    StringBuilder hex = new StringBuilder(4 * text.length());
    text.chars().forEach(c -> hex.append(HexFormat.of().toHexDigits((char) c)));
    return hex.toString();
  }
}
