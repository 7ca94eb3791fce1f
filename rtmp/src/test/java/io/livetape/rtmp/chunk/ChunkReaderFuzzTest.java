package io.livetape.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.FuzzContract;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * However a peer's bytes are cut into pieces, the same messages come out of them and the same fault ends them; and messages written as
 * chunks again are read again.
 */
class ChunkReaderFuzzTest extends FuzzContract {
  private static final int MESSAGE_MAX_BYTES = 2_048;
  private static final int STREAM_MAX = 6;
  /** Room for the longest message on every chunk stream, so that what is refused does not depend on the pieces. */
  private static final ChunkLimits LIMITS = new ChunkLimits(MESSAGE_MAX_BYTES, STREAM_MAX * MESSAGE_MAX_BYTES, STREAM_MAX);

  /** @param body at its start, and compared by content */
  private record Message(int typeId, int streamId, long timestampMs, ByteBuffer body) {}

  /** @param fault the kind and text of what ended it, without the place */
  private record Outcome(List<Message> messages, String fault) {}

  @Override
  protected void take(byte[] input) {
    Outcome whole = read(input, _ -> input.length);
    Outcome single = read(input, _ -> 1);
    Random sizes = new Random(Arrays.hashCode(input));
    Outcome pieces = read(input, left -> 1 + sizes.nextInt(Math.min(left, 40)));
    assertThat(single).isEqualTo(whole);
    assertThat(pieces).isEqualTo(whole);
    writtenAgain(whole.messages());
  }

  interface PieceSize {
    int next(int leftBytes);
  }

  private static Outcome read(byte[] input, PieceSize pieceSize) {
    ChunkReader reader = new ChunkReader(LIMITS);
    List<Message> messages = new ArrayList<>();
    int at = 0;
    try {
      while (at < input.length) {
        int size = pieceSize.next(input.length - at);
        // A copy, as the shared receive buffer is: what was read before is gone.
        ByteBuffer piece = ByteBuffer.wrap(Arrays.copyOfRange(input, at, at + size));
        reader.read(piece, (typeId, streamId, timestampMs, buffer, offset, sizeBytes) -> {
          assertThat(sizeBytes).isBetween(0, MESSAGE_MAX_BYTES);
          assertThat(timestampMs).isBetween(0L, 0xFFFFFFFFL);
          byte[] body = new byte[sizeBytes];
          buffer.get(offset, body);
          messages.add(new Message(typeId, streamId, timestampMs, ByteBuffer.wrap(body)));
        });
        assertThat(piece.hasRemaining()).isFalse();
        at += size;
        assertThat(reader.readBytes()).isEqualTo(at);
      }
      return new Outcome(messages, "");
    } catch (MalformedChunkException e) {
      assertThat(e.offset()).isBetween(0L, (long) input.length);
      return new Outcome(messages, e.getMessage().replaceFirst(" \\(at byte.*", ""));
    } catch (MessageTooLargeException e) {
      return new Outcome(messages, e.getMessage());
    }
  }

  /** All but those that the reader acts on itself. */
  private static void writtenAgain(List<Message> messages) {
    List<Message> written = messages.stream().filter(message -> message.typeId() > 2).toList();
    ChunkWriter writer = new ChunkWriter();
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (Message message : written) {
      int bodyBytes = message.body().limit();
      ByteBuffer out = ByteBuffer.allocate(writer.sizeMaxBytes(bodyBytes));
      writer.put(out, chunkStream(message.typeId()), message.timestampMs(), message.typeId(), message.streamId(), message.body(), 0, bodyBytes);
      chunks.write(out.array(), 0, out.position());
    }
    assertThat(read(chunks.toByteArray(), left -> left)).isEqualTo(new Outcome(written, ""));
  }

  /** One of the three lengths that its number takes in a header. */
  private static int chunkStream(int typeId) {
    return switch (typeId % 5) {
      case 0 -> 3;
      case 1 -> 63;
      case 2 -> 64;
      case 3 -> 319;
      default -> 65_000;
    };
  }

  @Override
  protected Map<String, byte[]> seeds() {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    seeds.put("long messages", chunks(128, 0, 40, 300, 700));
    seeds.put("larger chunks", chunks(512, 1_000, 1, 511, 513, 1_024));
    seeds.put("extended timestamps", chunks(128, 0xFFFFF0, 200, 200, 200, 200));
    seeds.put("wrapped timestamps", chunks(128, 0xFFFFFFF0L, 5, 5, 5));
    seeds.put("abort", join(Arrays.copyOf(chunks(128, 0, 300), 200), java.util.HexFormat.of().parseHex("020000000000040200000000" + "00000004")));
    return seeds;
  }

  /** Messages of these lengths in two alternating types, 20 ms apart; a chunk size is announced where it is not the usual one. */
  private static byte[] chunks(int chunkSizeBytes, long timestampMs, int... sizes) {
    ChunkWriter writer = new ChunkWriter();
    ByteBuffer out = ByteBuffer.allocate(8_192);
    if (chunkSizeBytes != ChunkReader.CHUNK_SIZE_BYTES) {
      writer.put(out, 2, 0, 1, 0, ByteBuffer.allocate(4).putInt(0, chunkSizeBytes), 0, 4);
      writer.chunkSize(chunkSizeBytes);
    }
    for (int i = 0; i < sizes.length; i++) {
      writer.put(out, 4 + i % 2, timestampMs + 20L * i & 0xFFFFFFFFL, 8 + i % 2, 1, ByteBuffer.allocate(sizes[i]), 0, sizes[i]);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
