package io.livetape.vod;

import java.util.ArrayList;
import java.util.List;

/**
 * A text that must be found in a file's name or description, wherever in it, the case of Latin letters aside. Of several texts one is
 * enough. What matches better is found first: the text itself, then what begins with it, then what has it inside; of these the shorter.
 */
public record Likeness(Place place, List<String> texts) {
  /** Where to look. */
  public enum Place {
    NAME("name"),
    DESCRIPTION("description"),
    EITHER("name", "description");

    private final List<String> columns;

    Place(String... columns) {
      this.columns = List.of(columns);
    }
  }

  /** SQL that orders, with its arguments. */
  record Rank(String sql, List<Object> arguments) {}

  /** @throws IllegalArgumentException for an empty text, which is in everything */
  public Likeness {
    texts = List.copyOf(texts);
    if (texts.isEmpty() || texts.contains("")) {
      throw new IllegalArgumentException("an empty text is no text to look for");
    }
  }

  /** @param newestMax no more of the files that have the text are looked at, the newest of them; 0 for all */
  Condition indexed(long subAppId, int newestMax) {
    Condition like = like();
    String newest = newestMax == 0 ? "" : " ORDER BY rowid DESC LIMIT " + newestMax;
    List<Object> arguments = new ArrayList<>(like.arguments());
    arguments.addFirst(TextIndex.wanted(subAppId, place.columns, texts));
    String sql = "file_id IN (SELECT CAST(rowid AS TEXT) FROM vod_text WHERE vod_text MATCH ?" + newest + ") AND " + like.seek();
    return new Condition(sql, sql, arguments, Condition.Index.OF_ALL);
  }

  /** Without an index. */
  Condition like() {
    List<String> likes = new ArrayList<>();
    List<Object> patterns = new ArrayList<>();
    for (String column : place.columns) {
      for (String text : texts) {
        likes.add(like(column));
        patterns.add("%" + escaped(text) + "%");
      }
    }
    return Condition.plain("(" + String.join(" OR ", likes) + ")", patterns);
  }

  Rank rank() {
    List<String> equal = new ArrayList<>();
    List<String> begin = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    List<Object> prefixes = new ArrayList<>();
    for (String column : place.columns) {
      for (String text : this.texts) {
        equal.add("lower(" + column + ") = ?");
        texts.add(TextIndex.lower(text));
        begin.add(like(column));
        prefixes.add(escaped(text) + "%");
      }
    }
    texts.addAll(prefixes);
    return new Rank("CASE WHEN " + String.join(" OR ", equal) + " THEN 0 WHEN " + String.join(" OR ", begin) + " THEN 1 ELSE 2 END, length("
        + place.columns.getFirst() + ")", texts);
  }

  private static String like(String column) {
    return "lower(" + column + ") LIKE ? ESCAPE '\\'";
  }

  private static String escaped(String text) {
    return TextIndex.lower(text).replaceAll("[%_\\\\]", "\\\\$0");
  }
}
