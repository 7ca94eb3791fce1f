package io.livetape.rtmp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.rtmp.amf.AmfValue;
import io.livetape.testkit.FuzzContract;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A body of each type that is parsed is malformed, or the same when written and read again. The input's first byte says the type. */
class MessageFuzzTest extends FuzzContract {
  private static final int[] TYPES = {
    MessageType.SET_CHUNK_SIZE, MessageType.ABORT, MessageType.ACKNOWLEDGEMENT, MessageType.USER_CONTROL, MessageType.WINDOW_ACK_SIZE,
    MessageType.SET_PEER_BANDWIDTH, MessageType.DATA, MessageType.DATA_AMF3, MessageType.COMMAND, MessageType.COMMAND_AMF3,
    MessageType.AGGREGATE
  };

  @Override
  protected void take(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int typeId = TYPES[(input[0] & 0xFF) % TYPES.length];
    try {
      body(typeId, ByteBuffer.wrap(input), 1, input.length - 1);
    } catch (MalformedMessageException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void body(int typeId, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    switch (typeId) {
      case MessageType.COMMAND, MessageType.COMMAND_AMF3 -> command(Command.decode(typeId, buffer, offset, sizeBytes));
      case MessageType.DATA, MessageType.DATA_AMF3 -> Command.values(typeId, buffer, offset, sizeBytes);
      case MessageType.AGGREGATE -> aggregate(buffer, offset, sizeBytes);
      default -> {
        ControlMessage message = ControlMessage.decode(typeId, buffer, offset, sizeBytes);
        assertThat(message.typeId()).isEqualTo(typeId);
        ByteBuffer written = message.encode();
        assertThat(ControlMessage.decode(typeId, written, 0, written.limit())).isEqualTo(message);
      }
    }
  }

  private static void command(Command command) throws MalformedMessageException {
    assertThat(command.argument(command.arguments().size())).isEqualTo(AmfValue.Nothing.UNDEFINED);
    // Bytes that are no UTF-8 become three bytes each, which may be more than a string can hold.
    if (!command.toString().contains("\uFFFD")) {
      ByteBuffer written = command.encode();
      assertThat(Command.decode(MessageType.COMMAND, written, 0, written.limit())).isEqualTo(command);
    }
  }

  private static void aggregate(ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    int[] end = {offset};
    Aggregate.split(7, 5_000, buffer, offset, sizeBytes, (_, streamId, timestampMs, _, partOffset, partBytes) -> {
      assertThat(streamId).isEqualTo(7);
      assertThat(timestampMs).isBetween(0L, 0xFFFFFFFFL);
      assertThat(partOffset).isGreaterThan(end[0]);
      end[0] = partOffset + partBytes;
      assertThat(end[0]).isLessThan(offset + sizeBytes);
    });
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    for (ControlMessage message : List.of(new ControlMessage.SetChunkSize(4_096), new ControlMessage.Abort(5),
        new ControlMessage.Acknowledgement(3_000_000_000L), new ControlMessage.UserControl(ControlMessage.UserControl.PING_REQUEST, 99),
        new ControlMessage.UserControl(32, 0), new ControlMessage.WindowAckSize(2_500_000), new ControlMessage.SetPeerBandwidth(1, 2))) {
      put(seeds, "control " + message.typeId(), message.typeId(), message.encode());
    }
    ByteBuffer publish = Command.of("publish", 5, AmfValue.Nothing.NULL, "show?record=mp4|hls", "live").encode();
    put(seeds, "publish", MessageType.COMMAND, publish);
    put(seeds, "publish in amf3", MessageType.COMMAND_AMF3, ByteBuffer.allocate(publish.limit() + 1).put((byte) 0).put(publish).flip());
    put(seeds, "data", MessageType.DATA, Command.of("onMetaData", 0, AmfValue.object("width", 1280)).encode());
    ByteBuffer parts = ByteBuffer.allocate(60);
    for (int i = 0; i < 2; i++) {
      parts.putInt(8 << 24 | 4).putInt(i * 23 << 8).putShort((short) 0).put((byte) 0).putInt(0xAF012100).putInt(15);
    }
    put(seeds, "aggregate", MessageType.AGGREGATE, parts.flip());
    return seeds;
  }

  private static void put(Map<String, byte[]> seeds, String name, int typeId, ByteBuffer body) {
    int index = 0;
    while (TYPES[index] != typeId) {
      index++;
    }
    ByteBuffer input = ByteBuffer.allocate(1 + body.remaining()).put((byte) index).put(body);
    seeds.put(name, input.array());
  }
}
