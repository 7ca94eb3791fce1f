package io.livetape.play;

/** Text into HTML. */
final class Html {
  private static final char LEFT_TO_RIGHT_ISOLATE = '\u2066';
  private static final char FIRST_STRONG_ISOLATE = '\u2068';
  private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

  private Html() {}

  /**
   * A name from outside, which turns nothing around it. The Unicode isolates (UAX #9, U+2066 to U+2069) that it leaves open are closed, and
   * ends of those that it has not begun left out: browsers take them for the ends of the element's own.
   */
  static String name(String text) {
    return "<bdi>" + escape(closed(text)) + "</bdi>";
  }

  private static String closed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = c == POP_DIRECTIONAL_ISOLATE;
      if (!end || open > 0) {
        out.append(c);
        open += end ? -1 : c >= LEFT_TO_RIGHT_ISOLATE && c <= FIRST_STRONG_ISOLATE ? 1 : 0;
      }
    }
    return out.repeat(POP_DIRECTIONAL_ISOLATE, open).toString();
  }

  /** Escapes for element content and quoted attributes. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
