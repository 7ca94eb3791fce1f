package io.livetape.vod;

import java.util.Optional;

/** The names that begin with a text, as a range in code point order: {@code "ab"} is all from {@code "ab"} to before {@code "ac"}. */
record NamePrefix(String text) {

  /** The first text after all that have the prefix; empty when there is none, since every character of it is the last there is. */
  Optional<String> end() {
    String rest = text;
    while (!rest.isEmpty()) {
      int last = rest.codePointBefore(rest.length());
      rest = rest.substring(0, rest.length() - Character.charCount(last));
      if (last < Character.MAX_CODE_POINT) {
        return Optional.of(rest + Character.toString(after(last)));
      }
    }
    return Optional.empty();
  }

  /** The code points from U+D800 to U+DFFF are not characters and are not stored. */
  private static int after(int codePoint) {
    return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
  }
}
