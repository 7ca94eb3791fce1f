package io.livetape.live;

/**
 * The name of a live stream: application and stream name, as they stand in its push and play addresses.
 *
 * <p>Both are checked here, once: 1 to {@value #NAME_MAX_CHARS} printable characters without path or markup meaning, so that
 * nothing behind needs to doubt them. They still never become file names.
 */
public record StreamKey(String app, String name) {
  public static final int NAME_MAX_CHARS = 256;

  public StreamKey {
    if (!legal(app) || !legal(name)) {
      throw new IllegalArgumentException("illegal stream name");
    }
  }

  /** Whether a text can be an application or stream name. */
  public static boolean legal(String text) {
    if (text.isEmpty() || text.length() > NAME_MAX_CHARS || text.equals(".") || text.equals("..")) {
      return false;
    }
    return text.codePoints().allMatch(StreamKey::legal);
  }

  private static boolean legal(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || "._-+=@~:,!()".indexOf(codePoint) >= 0;
  }

  @Override
  public String toString() {
    return app + "/" + name;
  }
}
