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

  public Likeness {
    texts = List.copyOf(texts);
  }

  Condition condition() {
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
        texts.add(lower(text));
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
    return lower(text).replaceAll("[%_\\\\]", "\\\\$0");
  }

  /** As the database's own lower() does it: Latin letters only. */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      if (lower.charAt(i) < 128) {
        lower.setCharAt(i, Character.toLowerCase(lower.charAt(i)));
      }
    }
    return lower.toString();
  }
}
