package io.livetape.store;

/** The rule for blob keys, shared by every store. */
final class BlobKey {
  private static final int KEY_MAX_CHARS = 512;

  private BlobKey() {}

  static String check(String key) {
    if (key.isEmpty() || key.length() > KEY_MAX_CHARS) {
      throw new IllegalArgumentException("blob key must have 1 to " + KEY_MAX_CHARS + " characters");
    }
    for (String name : key.split("/", -1)) {
      if (!legal(name)) {
        throw new IllegalArgumentException("illegal blob key: " + key);
      }
    }
    return key;
  }

  private static boolean legal(String name) {
    return !name.isEmpty() && name.charAt(0) != '.'
        && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-');
  }
}
