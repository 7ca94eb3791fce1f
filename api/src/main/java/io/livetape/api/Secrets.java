package io.livetape.api;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Makes keys and passwords, and the form in which a password is kept. Any thread. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALPHANUMERIC = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

  private static final String METHOD = "pbkdf2-sha256";

  /** OWASP's figure for PBKDF2 with HMAC-SHA256, 2023. */
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  private Secrets() {}

  /** Letters and digits without those that look alike. */
  public static String random(int characters) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < characters; i++) {
      text.append(ALPHANUMERIC.charAt(RANDOM.nextInt(ALPHANUMERIC.length())));
    }
    return text.toString();
  }

  public static String randomHex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** {@code pbkdf2-sha256:iterations:salt:hash}, which tells nobody the password. Takes a good part of a second. */
  public static String hashed(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return METHOD + ":" + ITERATIONS + ":" + base64.encodeToString(salt) + ":"
        + base64.encodeToString(derived(password, salt, ITERATIONS));
  }

  /** Whether this is the password that was {@link #hashed}. Takes as long as that, whatever the answer. */
  public static boolean matches(String password, String hashed) {
    String[] parts = hashed.split(":", -1);
    if (parts.length != 4 || !parts[0].equals(METHOD)) {
      throw new IllegalArgumentException("not a hashed password");
    }
    Base64.Decoder base64 = Base64.getDecoder();
    return MessageDigest.isEqual(
        derived(password, base64.decode(parts[2]), Integer.parseInt(parts[1])), base64.decode(parts[3]));
  }

  private static byte[] derived(String password, byte[] salt, int iterations) {
    try {
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2", e);
    }
  }
}
