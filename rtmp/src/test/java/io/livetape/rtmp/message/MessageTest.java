package io.livetape.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.rtmp.amf.AmfValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTest {
  private static Stream<Arguments> controls() {
    return Stream.of(
        Arguments.of(1, "00001000", new ControlMessage.SetChunkSize(4096)),
        Arguments.of(2, "00000004", new ControlMessage.Abort(4)),
        Arguments.of(3, "ffffffff", new ControlMessage.Acknowledgement(0xFFFFFFFFL)),
        Arguments.of(4, "0000 00000001", new ControlMessage.UserControl(0, 1)),
        Arguments.of(4, "0006 fffffffe", new ControlMessage.UserControl(6, 0xFFFFFFFEL)),
        Arguments.of(5, "002625a0", new ControlMessage.WindowAckSize(2_500_000)),
        Arguments.of(6, "002625a0 02", new ControlMessage.SetPeerBandwidth(2_500_000, 2)));
  }

  @ParameterizedTest
  @MethodSource("controls")
  void controlMessage_ofEachType_isReadAndWritten(int typeId, String hex, ControlMessage message) throws Exception {
    ByteBuffer body = buffer(hex);
    assertThat(ControlMessage.decode(typeId, body, 0, body.capacity())).isEqualTo(message);
    assertThat(message.typeId()).isEqualTo(typeId);
    assertThat(message.encode()).isEqualTo(body);
  }

  @ParameterizedTest
  @MethodSource("controls")
  void controlMessage_cutInItsValue_isMalformed(int typeId, String hex, ControlMessage message) {
    ByteBuffer body = buffer(hex);
    for (int size = 0; size < Math.min(body.capacity(), typeId == 4 ? 6 : 4); size++) {
      int cut = size;
      assertThatThrownBy(() -> ControlMessage.decode(typeId, body, 0, cut)).isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void userControl_ofAnEventWithoutValue_isRead() throws Exception {
    assertThat(ControlMessage.decode(4, buffer("001a"), 0, 2)).isEqualTo(new ControlMessage.UserControl(26, 0));
  }

  @Test
  void command_bothWays_isTheSame() throws Exception {
    Command command = Command.of("publish", 5, AmfValue.Nothing.NULL, "name?a=b", "live");
    ByteBuffer body = command.encode();
    assertThat(Command.decode(20, body, 0, body.remaining())).isEqualTo(command);
    assertThat(command.argument(1)).isEqualTo(AmfValue.of("name?a=b"));
    assertThat(command.argument(3)).isEqualTo(AmfValue.Nothing.UNDEFINED);
  }

  @Test
  void command_inTheEnvelopeOfAmf3_isTheSame() throws Exception {
    ByteBuffer body = Command.of("createStream", 2, AmfValue.Nothing.NULL).encode();
    ByteBuffer enveloped = ByteBuffer.allocate(1 + body.remaining()).put((byte) 0).put(body.duplicate()).flip();
    assertThat(Command.decode(17, enveloped, 0, enveloped.remaining()).name()).isEqualTo("createStream");
    assertThat(Command.decode(17, body, 0, body.remaining()).transactionId()).isEqualTo(2);
  }

  @Test
  void command_withoutTransaction_hasNumber0() throws Exception {
    assertThat(Command.decode(20, buffer("02 0001 61"), 0, 4)).isEqualTo(Command.of("a", 0));
  }

  @ParameterizedTest
  @CsvSource({"'', without a name", "05, without a name", "00 0000000000000000, without a name", "02 0005 61, ends early"})
  void command_thatIsNone_isMalformed(String hex, String message) {
    ByteBuffer body = buffer(hex);
    assertThatThrownBy(() -> Command.decode(20, body, 0, body.capacity()))
        .isInstanceOf(MalformedMessageException.class).hasMessageContaining(message);
  }

  @Test
  void aggregate_ofTwoTags_isTwoMessagesMovedToItsTime() throws Exception {
    ByteBuffer body = buffer("08 000001 0003e8 00 000000 aa 0000000c" + "09 000002 0003f2 00 000000 bbcc 0000000d");
    assertThat(split(body, body.capacity(), 5000)).containsExactly("8/1@5000 aa", "9/1@5010 bbcc");
    assertThat(split(body, body.capacity(), 0xFFFFFFFFL)).containsExactly("8/1@4294967295 aa", "9/1@9 bbcc");
  }

  @Test
  void aggregate_cutInsideAPart_isMalformed() throws Exception {
    ByteBuffer body = buffer("08 000001 0003e8 00 000000 aa 0000000c" + "09 000002 0003f2 00 000000 bbcc 0000000d");
    assertThat(split(body, 0, 0)).isEmpty();
    assertThat(split(body, 16, 0)).hasSize(1);
    for (int size = 1; size < body.capacity(); size++) {
      int cut = size;
      if (cut != 16) {
        assertThatThrownBy(() -> split(body, cut, 0)).isInstanceOf(MalformedMessageException.class);
      }
    }
  }

  private static List<String> split(ByteBuffer body, int size, long timestampMs) throws MalformedMessageException {
    List<String> seen = new ArrayList<>();
    Aggregate.split(1, timestampMs, body, 0, size, (type, stream, time, buffer, offset, length) -> {
      byte[] bytes = new byte[length];
      buffer.get(offset, bytes);
      seen.add(type + "/" + stream + "@" + time + " " + HexFormat.of().formatHex(bytes));
    });
    return seen;
  }

  private static ByteBuffer buffer(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
