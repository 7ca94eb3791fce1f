package io.livetape.app.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the key that somebody who wrote another one probably meant. */
final class NearestKey {
  private static final int COMPARED_MAX = 64;

  private NearestKey() {}

  /** The key with the least edits between it and the text; dots, dashes, underscores and case make no difference. */
  static String to(String text, List<String> keys) {
    String plain = plain(text.substring(0, Math.min(text.length(), COMPARED_MAX)));
    return keys.stream().min(Comparator.comparingInt(key -> distance(plain, key))).orElseThrow();
  }

  /** The sections before a key are forgotten as easily as one letter is mistyped. */
  private static int distance(String plain, String key) {
    return Math.min(edits(plain, plain(key)), 1 + edits(plain, plain(key.substring(key.lastIndexOf('.') + 1))));
  }

  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
