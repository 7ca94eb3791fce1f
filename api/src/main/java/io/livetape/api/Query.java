package io.livetape.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters after {@code ?} in a push or play address. Names and values are percent-decoded where that is possible and taken
 * as they stand where not; of a name that comes twice the first counts.
 */
public final class Query {
  /** More than any client sends; the rest is ignored. */
  private static final int PARAMETER_MAX = 64;

  private final Map<String, String> values = new HashMap<>();

  private Query() {}

  public static Query parse(String text) {
    Query query = new Query();
    String[] pairs = text.split("&", PARAMETER_MAX + 1);
    for (String pair : List.of(pairs).subList(0, Math.min(pairs.length, PARAMETER_MAX))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  /** The value of a parameter; an empty one counts as missing. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
