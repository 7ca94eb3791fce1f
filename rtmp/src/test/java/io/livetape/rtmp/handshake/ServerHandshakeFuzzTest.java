package io.livetape.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.FuzzContract;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** However the client's bytes are cut, the answer is the same, takes no byte that is not the handshake's, and is signed where it must be. */
class ServerHandshakeFuzzTest extends FuzzContract {
  private static final int CLIENT_BYTES = 1 + 2 * Digest.PACKET_BYTES;

  private record Outcome(byte[] answer, boolean done, int takenBytes, boolean malformed) {}

  @Override
  protected void take(byte[] input) {
    Outcome whole = read(input, input.length);
    Outcome pieces = read(input, 1 + Math.floorMod(Arrays.hashCode(input), 700));
    assertThat(Arrays.equals(pieces.answer(), whole.answer())).isTrue();
    assertThat(pieces.malformed()).isEqualTo(whole.malformed());
    assertThat(whole.malformed()).isEqualTo(input.length > 0 && input[0] != 3);
    for (Outcome outcome : List.of(whole, pieces)) {
      assertThat(outcome.done()).isEqualTo(!outcome.malformed() && input.length >= CLIENT_BYTES);
      assertThat(outcome.takenBytes()).isEqualTo(outcome.malformed() ? 0 : Math.min(input.length, CLIENT_BYTES));
    }
    assertThat(whole.answer().length).isEqualTo(whole.malformed() || input.length <= Digest.PACKET_BYTES ? 0 : ServerHandshake.SIZE_BYTES);
    if (whole.answer().length > 0) {
      answer(Arrays.copyOfRange(input, 1, 1 + Digest.PACKET_BYTES), whole.answer());
    }
  }

  private static void answer(byte[] c1, byte[] answer) {
    byte[] s1 = Arrays.copyOfRange(answer, 1, 1 + Digest.PACKET_BYTES);
    byte[] s2 = Arrays.copyOfRange(answer, 1 + Digest.PACKET_BYTES, answer.length);
    OptionalInt scheme = ByteBuffer.wrap(c1).getInt(4) == 0 ? OptionalInt.empty() : Digest.scheme(c1, Digest.Side.CLIENT);
    if (scheme.isPresent()) {
      assertThat(Digest.scheme(s1, Digest.Side.SERVER)).isEqualTo(scheme);
    } else {
      assertThat(Arrays.equals(s2, c1)).isTrue();
    }
  }

  private static Outcome read(byte[] input, int pieceBytes) {
    ServerHandshake handshake = new ServerHandshake(new Random(7));
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(input);
    try {
      while (in.position() < input.length && !handshake.done()) {
        ByteBuffer answer = handshake.read(in.limit(Math.min(input.length, in.position() + pieceBytes)));
        answers.write(answer.array(), answer.position(), answer.remaining());
      }
      return new Outcome(answers.toByteArray(), handshake.done(), in.position(), false);
    } catch (MalformedHandshakeException _) {
      // It is seen at the first byte; how many come with it does not matter.
      return new Outcome(answers.toByteArray(), false, 0, true);
    }
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    byte[] simple = new byte[CLIENT_BYTES + 5];
    simple[0] = 3;
    seeds.put("simple", simple);
    for (int scheme = 0; scheme < 2; scheme++) {
      byte[] c1 = new byte[Digest.PACKET_BYTES];
      ByteBuffer.wrap(c1).putInt(4, 0x80000702);
      Digest.sign(c1, scheme, Digest.Side.CLIENT);
      seeds.put("signed " + scheme, ByteBuffer.allocate(1 + c1.length).put((byte) 3).put(c1).array());
    }
    return seeds;
  }
}
