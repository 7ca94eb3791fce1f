package io.livetape.rtmp.handshake;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * The server's side of the handshake. A client that signs its packet is answered in its own scheme, any other by the simple form. One
 * thread.
 *
 * <pre>
 *  client   C0 version (8) | C1 time (32) version (32) random (1528)   ───▶
 *           ◀───   S0 | S1 | S2: an echo of C1, or random and a digest
 *  client   C2: an echo of S1, or random and a digest                  ───▶   messages
 * </pre>
 */
public final class ServerHandshake {
  /** Everything that a client sends, and everything that it is sent. */
  public static final int SIZE_BYTES = 1 + 2 * Digest.PACKET_BYTES;

  private static final int VERSION = 3;
  private static final int FIRST_BYTES = 1 + Digest.PACKET_BYTES;
  /** In S1 of the signed form: from version 3 on clients check the digests. */
  private static final int SERVER_VERSION = 0x04050001;

  private final RandomGenerator random;
  private final ByteBuffer received = ByteBuffer.allocate(FIRST_BYTES);
  private int c2LeftBytes = Digest.PACKET_BYTES;

  public ServerHandshake(RandomGenerator random) {
    this.random = random;
  }

  /** Whether the client's part is complete. */
  public boolean done() {
    return c2LeftBytes == 0;
  }

  /**
   * Takes what belongs to the handshake from the buffer's position on and leaves what is behind it.
   *
   * @return what to send now; often nothing
   */
  public ByteBuffer read(ByteBuffer in) throws MalformedHandshakeException {
    ByteBuffer answer = ByteBuffer.allocate(0);
    if (received.hasRemaining() && in.hasRemaining()) {
      int part = Math.min(received.remaining(), in.remaining());
      received.put(received.position(), in, in.position(), part).position(received.position() + part);
      in.position(in.position() + part);
      if (received.get(0) != VERSION) {
        throw new MalformedHandshakeException("version " + (received.get(0) & 0xFF) + " instead of " + VERSION);
      }
      answer = received.hasRemaining() ? answer : answer();
    }
    // What C2 holds says nothing about who sent it, and some encoders send zeros: only its size counts.
    int skip = received.hasRemaining() ? 0 : Math.min(c2LeftBytes, in.remaining());
    in.position(in.position() + skip);
    c2LeftBytes -= skip;
    return answer;
  }

  private ByteBuffer answer() {
    byte[] c1 = new byte[Digest.PACKET_BYTES];
    received.get(1, c1);
    byte[] s1 = new byte[Digest.PACKET_BYTES];
    random.nextBytes(s1);
    ByteBuffer.wrap(s1).putInt(0, 0).putInt(4, 0);
    byte[] s2 = c1;
    boolean versioned = ByteBuffer.wrap(c1).getInt(4) != 0;
    OptionalInt scheme = versioned ? Digest.scheme(c1, Digest.Side.CLIENT) : OptionalInt.empty();
    if (scheme.isPresent()) {
      ByteBuffer.wrap(s1).putInt(4, SERVER_VERSION);
      Digest.sign(s1, scheme.getAsInt(), Digest.Side.SERVER);
      s2 = new byte[Digest.PACKET_BYTES];
      random.nextBytes(s2);
      Digest.signAnswer(s2, Digest.at(c1, scheme.getAsInt()), Digest.Side.SERVER);
    }
    return ByteBuffer.allocate(SIZE_BYTES).put((byte) VERSION).put(s1).put(s2).flip();
  }
}
