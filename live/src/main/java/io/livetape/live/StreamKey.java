package io.livetape.live;

/**
 * The name of a live stream: application and stream name, as they stand in its push and play addresses.
 *
 * <p>Both are checked here, once: 1 to {@value #NAME_MAX_CHARS} printable characters without path or markup meaning, so that
 * nothing behind needs to doubt them. They still never become file names.
 */
public record StreamKey(String app, String name) {
  public static final int NAME_MAX_CHARS = 256;

  private static final String PLAIN_MARKS = "._-+=@~:,!()";

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
    boolean onLetter = false;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int codePoint = text.codePointAt(i);
      if (combining(codePoint)) {
        if (!onLetter) {
          return false;
        }
      } else {
        onLetter = letter(codePoint);
        if (!onLetter && PLAIN_MARKS.indexOf(codePoint) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean letter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !blank(codePoint);
  }

  /** Accents, vowel signs, tone marks: without them Hindi or decomposed Vietnamese cannot be written. They need a letter to stand on. */
  private static boolean combining(int codePoint) {
    int type = Character.getType(codePoint);
    return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) && !blank(codePoint);
  }

  /**
   * Letters and marks of which nothing is seen, so that two names that look the same would differ: Default_Ignorable_Code_Point of
   * DerivedCoreProperties.txt (Unicode 17), as far as it is in these categories.
   */
  private static boolean blank(int codePoint) {
    return switch (codePoint) {
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0 -> true;
      default -> codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
    };
  }

  @Override
  public String toString() {
    return app + "/" + name;
  }
}
