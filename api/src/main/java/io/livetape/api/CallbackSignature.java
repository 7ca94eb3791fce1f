package io.livetape.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/** Adds {@code t} and {@code sign} to an event's body: {@code sign = md5(key + t)}, {@code t} being when it expires (contract 4.1). */
public final class CallbackSignature {
  private static final Duration VALIDITY = Duration.ofSeconds(600);

  private CallbackSignature() {}

  /**
   * @param body a JSON object with at least one field
   * @param key empty: signed with the empty key, so that the fields are always there
   */
  public static String sign(String body, String key, Instant now) {
    long t = now.plus(VALIDITY).getEpochSecond();
    return body.substring(0, body.lastIndexOf('}')) + ",\"t\":" + t + ",\"sign\":\"" + Md5.hex(key + t) + "\"}";
  }

  /** What a receiver does to check an event. */
  public static boolean matches(String sign, String key, long t) {
    return matches(sign, key, Long.toString(t));
  }

  /** As above, with the time exactly as it was written. */
  public static boolean matches(String sign, String key, String t) {
    return MessageDigest.isEqual(sign.getBytes(StandardCharsets.UTF_8), Md5.hex(key + t).getBytes(StandardCharsets.UTF_8));
  }
}
