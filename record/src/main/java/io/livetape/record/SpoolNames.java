package io.livetape.record;

import io.livetape.media.FileFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names in the spool and keys in the store, made of ids and days only. */
final class SpoolNames {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

  private SpoolNames() {}

  static String tape(long tapeId) {
    return tapeId + ".mp4";
  }

  static String flv(long fileId) {
    return fileId + ".flv";
  }

  static String aac(long fileId) {
    return fileId + ".aac";
  }

  /** An FLV or AAC file. */
  static String appended(OpenFile file) {
    return file.format() == FileFormat.FLV ? flv(file.fileId()) : aac(file.fileId());
  }

  /** The entries of a playlist while it grows. */
  static String playlistBody(long fileId) {
    return fileId + ".m3u8";
  }

  /** The same while it is made anew. */
  static String newPlaylistBody(long fileId) {
    return fileId + ".new.m3u8";
  }

  /** The key of what lies in the spool under this name. */
  static String blobKey(String spoolName, Instant startedAt) {
    String folder = spoolName.endsWith(".mp4") ? "tapes" : spoolName.substring(spoolName.lastIndexOf('.') + 1);
    return folder + "/" + DAY.format(startedAt) + "/" + spoolName;
  }
}
