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

  /** What went wrong, short: the exception's kind and words, and those of what is at the root of it. */
  static String of(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = printable(root == failure ? words(failure) : words(failure) + ": " + words(root));
    return text.substring(0, Math.min(text.length(), ERROR_MAX_CHARS));
  }

  private static String words(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? kind : kind + ": " + failure.getMessage();
  }
}
