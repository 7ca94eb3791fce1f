package io.livetape.media.hls;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Attribute lists of playlists (RFC 8216, 4.2): {@code NAME=value,NAME="value"…}. Pure. */
final class Attributes {
  /** Nothing is given back once taken: lists come from others, and time must not grow with more than their length. */
  private static final Pattern ONE = Pattern.compile("\\s*+([A-Z0-9-]++)=(?:\"([^\"]*+)\"|([^\",]*+))\\s*+(?:,|$)");

  private Attributes() {}

  /** By name, without quotes; empty if that is no list. */
  static Optional<Map<String, String>> of(String list) {
    Map<String, String> attributes = new HashMap<>();
    Matcher one = ONE.matcher(list);
    int at = 0;
    while (at < list.length() && one.region(at, list.length()).lookingAt()) {
      attributes.put(one.group(1), one.group(2) == null ? one.group(3).strip() : one.group(2));
      at = one.end();
    }
    return list.substring(at).isBlank() ? Optional.of(attributes) : Optional.empty();
  }
}
