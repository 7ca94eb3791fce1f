package io.livetape.play;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a signed address of a recorded file says in its query (key hotlink protection, contract 6.9):
 *
 * <pre>
 *   t       expiry, seconds since 1970 in hex          sign = md5(key + Dir + t + exper + rlimit + us)
 *   exper   seconds of a preview                       Dir    the path up to and with its last slash
 *   rlimit  how many addresses may use it              all texts as they are written; absent ones empty
 *   us      any text that makes it differ
 * </pre>
 *
 * Values are kept as they were written, because they were signed so. Pure; any thread.
 */
record Ticket(String t, String exper, String rlimit, String us, String sign) {
  /** In the order in which they are written. */
  private static final Map<String, Pattern> FORMS = Map.of(
      "t", Pattern.compile("[0-9a-fA-F]{1,11}"), "exper", Pattern.compile("[0-9]{0,9}"), "rlimit", Pattern.compile("[0-9]{0,4}"),
      "us", Pattern.compile("[0-9A-Za-z_-]{0,64}"), "sign", Pattern.compile("[0-9a-fA-F]{32}"));
  private static final List<String> ORDER = List.of("t", "exper", "rlimit", "us", "sign");

  /** The ticket in a query, whatever else is in it; empty when there is none, or one that cannot be read, or half of two. */
  static Optional<Ticket> parse(String query) {
    Map<String, String> found = new HashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      Pattern form = FORMS.get(name);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (form != null && (!form.matcher(value).matches() || found.put(name, value) != null)) {
        return Optional.empty();
      }
    }
    return found.containsKey("t") && found.containsKey("sign")
        ? Optional.of(new Ticket(found.get("t"), found.getOrDefault("exper", ""), found.getOrDefault("rlimit", ""),
            found.getOrDefault("us", ""), found.get("sign")))
        : Optional.empty();
  }

  /** A ticket for what lies in a folder. */
  static Ticket signed(String key, String folder, Instant expiresAt, String us) {
    String t = Long.toHexString(expiresAt.getEpochSecond());
    return new Ticket(t, "", "", us, md5(key + folder + t + us));
  }

  boolean signedWith(String key, String folder) {
    byte[] expected = md5(key + folder + t + exper + rlimit + us).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, sign.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
  }

  Instant expiresAt() {
    return Instant.ofEpochSecond(Long.parseLong(t, 16));
  }

  /** How much of the beginning may be seen; empty for everything. */
  Optional<Duration> preview() {
    return positive(exper).map(Duration::ofSeconds);
  }

  /** How many addresses may use it; empty for any number. */
  Optional<Integer> addressMax() {
    return positive(rlimit);
  }

  private static Optional<Integer> positive(String digits) {
    return digits.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(digits)).filter(number -> number > 0);
  }

  /** As it stands behind a path: {@code ?t=…&sign=…}. */
  String query() {
    Map<String, String> values = Map.of("t", t, "exper", exper, "rlimit", rlimit, "us", us, "sign", sign);
    StringBuilder query = new StringBuilder();
    for (String name : ORDER) {
      if (!values.get(name).isEmpty()) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(values.get(name));
      }
    }
    return query.toString();
  }

  /** Without what opens the address. */
  @Override
  public String toString() {
    return "Ticket[" + expiresAt() + "]";
  }

  private static String md5(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
