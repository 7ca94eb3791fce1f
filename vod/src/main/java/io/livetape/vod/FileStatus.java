package io.livetape.vod;

/** Whether a file may be played; the names are those in the table. */
public enum FileStatus {
  NORMAL,
  /** Its addresses answer 403 until it is released. */
  FORBIDDEN
}
