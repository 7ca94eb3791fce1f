package io.livetape.callback;

/** Words from outside, made fit for one line of a log and for a database. */
final class Text {
  static final int ERROR_MAX_CHARS = 200;

  private Text() {}

  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  /** An address without the parts where some keep secrets: its user and its query. */
  static String address(String endpoint) {
    return endpoint.replaceFirst("//[^/?]*@", "//…@").replaceFirst("(?s)\\?.*", "?…");
  }

  /** What went wrong, short: the exception's own words, or its kind and its cause's where it has none. */
  static String of(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    String words = failure.getMessage() != null ? failure.getMessage() : failure.getCause() == null ? "" : of(failure.getCause());
    String text = printable(words.isEmpty() ? kind : kind + ": " + words);
    return text.substring(0, Math.min(text.length(), ERROR_MAX_CHARS));
  }
}
