package io.livetape.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The expiring signature of push addresses: {@code txSecret = md5(key + StreamName + txTime)} in lower-case hex, {@code txTime} being
 * the expiry in unix seconds, written in hex (contract 2.2).
 */
public final class PushSignature {
  /** A time has up to this many hex digits; more would not be a time. */
  private static final int TIME_DIGITS_MAX = 12;

  private PushSignature() {}

  /** The two parameters for an address that expires at this time. */
  public static String sign(String key, String streamName, Instant expiresAt) {
    String txTime = Long.toHexString(expiresAt.getEpochSecond()).toUpperCase(Locale.ROOT);
    return "txSecret=" + secret(key, streamName, txTime) + "&txTime=" + txTime;
  }

  /** Whether one of the keys made this secret; takes as long for every wrong one. */
  static boolean matches(List<String> keys, String streamName, String txTime, String txSecret) {
    byte[] given = txSecret.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    boolean matches = false;
    for (String key : keys) {
      matches |= MessageDigest.isEqual(secret(key, streamName, txTime).getBytes(StandardCharsets.UTF_8), given);
    }
    return matches;
  }

  /**
   * The expiry, or empty for a text that is no time. Ten decimal digits are read as decimal, as some clients write it: today's times
   * have eight digits in hex, and ten hex digits would lie millennia ahead.
   */
  static Optional<Instant> expiry(String txTime) {
    if (!txTime.matches("[0-9a-fA-F]{1," + TIME_DIGITS_MAX + "}")) {
      return Optional.empty();
    }
    int radix = txTime.matches("[0-9]{10}") ? 10 : 16;
    return Optional.of(Instant.ofEpochSecond(Long.parseLong(txTime, radix)));
  }

  private static String secret(String key, String streamName, String txTime) {
    return Md5.hex(key + streamName + txTime);
  }
}
