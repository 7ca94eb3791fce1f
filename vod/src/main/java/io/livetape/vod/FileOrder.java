package io.livetape.vod;

/** In which order files are found. */
public enum FileOrder {
  NEWEST("created_at", " DESC"),
  OLDEST("created_at", ""),
  NAME("name", ""),
  NAME_REVERSED("name", " DESC"),
  LARGEST("size_bytes", " DESC"),
  SMALLEST("size_bytes", ""),
  LONGEST("duration_ms", " DESC"),
  SHORTEST("duration_ms", "");

  private final String column;
  private final String direction;

  FileOrder(String column, String direction) {
    this.column = column;
    this.direction = direction;
  }

  /** Whether it is the order in which files lie in their indexes. */
  boolean byTime() {
    return this == NEWEST || this == OLDEST;
  }

  String column() {
    return column;
  }

  /** Those that are alike in the order of their ids. */
  String sql() {
    return column + direction + ", file_id" + direction;
  }
}
