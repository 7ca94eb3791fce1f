package io.livetape.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.rtmp.chunk.ChunkLimits;
import io.livetape.rtmp.chunk.ChunkReader;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireStreamTest {
  private record Message(int typeId, long timestampMs, int sizeBytes) {}

  /** A second of pictures, 40 ms apart and of rising sizes, and of sounds. */
  private static SourceClip clip() {
    List<SourceClip.Frame> pictures = IntStream.range(0, 25).mapToObj(i -> new SourceClip.Frame(i * 40L, body(1000 + 300 * i))).toList();
    List<SourceClip.Frame> sounds = IntStream.range(0, 43).mapToObj(i -> new SourceClip.Frame(i * 23L, body(200))).toList();
    return new SourceClip(body(100), body(40), body(4), pictures, sounds);
  }

  private static ByteBuffer body(int sizeBytes) {
    return ByteBuffer.allocate(sizeBytes);
  }

  private static List<Message> decoded(WireStream wire) throws Exception {
    ChunkReader reader = new ChunkReader(ChunkLimits.ofMessageMax(1 << 20));
    List<Message> messages = new ArrayList<>();
    ByteBuffer chunkSize = ByteBuffer.allocate(64);
    ByteBuffer body = new ControlMessage.SetChunkSize(WireStream.CHUNK_BYTES).encode();
    new ChunkWriter().put(chunkSize, 2, 0, MessageType.SET_CHUNK_SIZE, 0, body, 0, body.remaining());
    reader.read(chunkSize.flip(), (_, _, _, _, _, _) -> { });
    reader.read(wire.view(), (typeId, _, timestampMs, _, _, sizeBytes) -> messages.add(new Message(typeId, timestampMs, sizeBytes)));
    return messages;
  }

  @Test
  void wire_longerThanTheClip_repeatsItsFramesWithRisingTimes() throws Exception {
    List<Message> messages = decoded(WireStream.of(clip(), 3));

    List<Message> pictures = messages.stream().filter(message -> message.typeId() == MessageType.VIDEO).skip(1).toList();
    List<Message> sounds = messages.stream().filter(message -> message.typeId() == MessageType.AUDIO).skip(1).toList();
    assertThat(pictures).hasSize(75).extracting(Message::timestampMs)
        .isEqualTo(IntStream.range(0, 75).mapToObj(i -> i * 40L).toList());
    assertThat(pictures).extracting(Message::sizeBytes).startsWith(1000, 1300).endsWith(1000 + 300 * 23, 1000 + 300 * 24);
    assertThat(sounds).extracting(Message::timestampMs)
        .isEqualTo(IntStream.range(0, sounds.size()).mapToObj(i -> Math.round(i * 1024_000.0 / 44_100)).toList());
    assertThat(sounds.getLast().timestampMs()).isBetween(2976L, 2999L);
    assertThat(messages).extracting(Message::timestampMs).isSorted();
  }

  @Test
  void wire_messageEnds_areWhereItsBytesAndCountsSay() throws Exception {
    WireStream wire = WireStream.of(clip(), 2);
    List<Message> messages = decoded(wire);

    assertThat(wire.messageCount()).isEqualTo(messages.size());
    assertThat(wire.endOffset(wire.messageCount() - 1)).isEqualTo(wire.view().remaining());
    assertThat(IntStream.range(0, messages.size()).mapToLong(wire::dueMs).boxed().toList())
        .isEqualTo(messages.stream().map(Message::timestampMs).toList());
    assertThat(wire.frameCount(MessageType.VIDEO, wire.messageCount())).isEqualTo(50);
    assertThat(wire.frameCount(MessageType.VIDEO, 3)).isZero();
    assertThat(wire.frameCount(MessageType.VIDEO, 4)).isEqualTo(1);
  }
}
