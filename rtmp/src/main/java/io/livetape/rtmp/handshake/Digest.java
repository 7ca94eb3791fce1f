package io.livetape.rtmp.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digests of the complex handshake, which is in no published specification. C1 and S1 hold an HMAC-SHA256 of themselves at a place
 * that four of their bytes tell; C2 and S2 end with one of themselves, keyed by the digest of the packet that they answer.
 *
 * <pre>
 *  scheme 0   time (4) version (4) | key block (764)    | digest block (764)
 *  scheme 1   time (4) version (4) | digest block (764) | key block (764)
 *  digest block   a b c d | (a + b + c + d) mod 728 bytes | digest (32) | rest
 * </pre>
 */
final class Digest {
  static final int PACKET_BYTES = 1536;
  static final int BYTES = 32;

  private static final int BLOCK_BYTES = 764;
  private static final int[] DIGEST_BLOCK_OFFSETS = {8 + BLOCK_BYTES, 8};
  private static final int PLACES = BLOCK_BYTES - 4 - BYTES;

  private static final byte[] SUFFIX = HexFormat.of().parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");
  private static final byte[] CLIENT_NAME = "Genuine Adobe Flash Player 001".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SERVER_NAME = "Genuine Adobe Flash Media Server 001".getBytes(StandardCharsets.US_ASCII);

  /** One side's two keys: its name for its first packet, the name and a fixed suffix for its second. */
  enum Side {
    CLIENT(CLIENT_NAME),
    SERVER(SERVER_NAME);

    private final byte[] firstKey;
    private final byte[] secondKey;

    Side(byte[] name) {
      firstKey = name;
      secondKey = ByteBuffer.allocate(name.length + SUFFIX.length).put(name).put(SUFFIX).array();
    }
  }

  private Digest() {}

  /** The scheme by which a C1 or S1 is signed, or empty when it is not. */
  static OptionalInt scheme(byte[] packet, Side side) {
    for (int scheme = 0; scheme < DIGEST_BLOCK_OFFSETS.length; scheme++) {
      if (MessageDigest.isEqual(ofPacket(packet, scheme, side), at(packet, scheme))) {
        return OptionalInt.of(scheme);
      }
    }
    return OptionalInt.empty();
  }

  /** The digest that a packet of this scheme holds. */
  static byte[] at(byte[] packet, int scheme) {
    int offset = offset(packet, scheme);
    return Arrays.copyOfRange(packet, offset, offset + BYTES);
  }

  /** Signs a C1 or S1 in place. */
  static void sign(byte[] packet, int scheme, Side side) {
    System.arraycopy(ofPacket(packet, scheme, side), 0, packet, offset(packet, scheme), BYTES);
  }

  /** Signs a C2 or S2 in place, which answers a packet with this digest. */
  static void signAnswer(byte[] packet, byte[] answeredDigest, Side side) {
    System.arraycopy(ofAnswer(packet, answeredDigest, side), 0, packet, PACKET_BYTES - BYTES, BYTES);
  }

  static byte[] ofAnswer(byte[] packet, byte[] answeredDigest, Side side) {
    byte[] key = hmac(side.secondKey, answeredDigest, 0, BYTES).doFinal();
    return hmac(key, packet, 0, PACKET_BYTES - BYTES).doFinal();
  }

  private static byte[] ofPacket(byte[] packet, int scheme, Side side) {
    int offset = offset(packet, scheme);
    Mac mac = hmac(side.firstKey, packet, 0, offset);
    mac.update(packet, offset + BYTES, PACKET_BYTES - offset - BYTES);
    return mac.doFinal();
  }

  private static int offset(byte[] packet, int scheme) {
    int block = DIGEST_BLOCK_OFFSETS[scheme];
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += packet[block + i] & 0xFF;
    }
    return block + 4 + sum % PLACES;
  }

  private static Mac hmac(byte[] key, byte[] data, int offset, int sizeBytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(data, offset, sizeBytes);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
