package io.livetape.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {
  private final Random random = new Random(7);
  private final ServerHandshake handshake = new ServerHandshake(random);

  @Test
  void simpleClient_isAnsweredByAnEcho() throws Exception {
    byte[] c1 = c1();
    ByteBuffer answer = handshake.read(c0c1(c1));

    assertThat(answer.remaining()).isEqualTo(ServerHandshake.SIZE_BYTES);
    assertThat(answer.get(0)).isEqualTo((byte) 3);
    assertThat(answer.getInt(5)).isZero();
    assertThat(part(answer, 1 + 1536)).isEqualTo(c1);
    assertThat(handshake.done()).isFalse();
    assertThat(handshake.read(ByteBuffer.allocate(1536)).hasRemaining()).isFalse();
    assertThat(handshake.done()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void signingClient_isAnsweredInItsScheme(int scheme) throws Exception {
    byte[] c1 = c1();
    ByteBuffer.wrap(c1).putInt(4, 0x80000702);
    Digest.sign(c1, scheme, Digest.Side.CLIENT);

    ByteBuffer answer = handshake.read(c0c1(c1));

    byte[] s1 = part(answer, 1);
    byte[] s2 = part(answer, 1 + 1536);
    assertThat(Digest.scheme(s1, Digest.Side.SERVER)).hasValue(scheme);
    assertThat(ByteBuffer.wrap(s1).get(4)).isGreaterThanOrEqualTo((byte) 3);
    byte[] expected = Digest.ofAnswer(s2, Digest.at(c1, scheme), Digest.Side.SERVER);
    assertThat(Arrays.copyOfRange(s2, 1536 - 32, 1536)).isEqualTo(expected);
  }

  @Test
  void clientWithAVersionButNoDigest_isAnsweredByAnEcho() throws Exception {
    byte[] c1 = c1();
    ByteBuffer.wrap(c1).putInt(4, 0x09007C02);
    assertThat(part(handshake.read(c0c1(c1)), 1 + 1536)).isEqualTo(c1);
  }

  @Test
  void client_byteByByte_isAnsweredOnceAndLosesNothing() throws Exception {
    ByteBuffer all = ByteBuffer.allocate(ServerHandshake.SIZE_BYTES + 3).put(c0c1(c1())).position(ServerHandshake.SIZE_BYTES).put(new byte[3]).flip();
    int answers = 0;
    for (int i = 0; i < ServerHandshake.SIZE_BYTES; i++) {
      assertThat(handshake.done()).isFalse();
      answers += handshake.read(all.slice(i, 1)).hasRemaining() ? 1 : 0;
    }
    assertThat(answers).isEqualTo(1);
    assertThat(handshake.done()).isTrue();
  }

  @Test
  void client_inOnePieceWithWhatFollows_leavesWhatFollows() throws Exception {
    ByteBuffer all = ByteBuffer.allocate(ServerHandshake.SIZE_BYTES + 3).put(c0c1(c1())).clear();
    handshake.read(all);
    assertThat(handshake.done()).isTrue();
    assertThat(all.remaining()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 2, 6, 'G', (byte) 0x80})
  void otherProtocols_areMalformedByTheirFirstByte(byte first) {
    assertThatThrownBy(() -> handshake.read(ByteBuffer.wrap(new byte[] {first})))
        .isInstanceOf(MalformedHandshakeException.class).hasMessageContaining("instead of 3");
  }

  /** A digest that any tool computes: HMAC-SHA256 of the 1504 zero bytes before the place at 772 + 4, and behind it, keyed by the name. */
  @Test
  void digest_ofZeros_isAsOthersComputeIt() {
    byte[] packet = new byte[1536];
    Digest.sign(packet, 0, Digest.Side.CLIENT);
    assertThat(java.util.HexFormat.of().formatHex(packet, 776, 776 + 32))
        .isEqualTo("48568ca3c957d19edd1d11d5a3dc2205f432d23464a3dcb849a22c91822a65d0");
  }

  private byte[] c1() {
    byte[] c1 = new byte[1536];
    random.nextBytes(c1);
    ByteBuffer.wrap(c1).putInt(0, 0).putInt(4, 0);
    return c1;
  }

  private static ByteBuffer c0c1(byte[] c1) {
    return ByteBuffer.allocate(1537).put((byte) 3).put(c1).flip();
  }

  private static byte[] part(ByteBuffer answer, int offset) {
    byte[] part = new byte[1536];
    answer.get(offset, part);
    return part;
  }
}
