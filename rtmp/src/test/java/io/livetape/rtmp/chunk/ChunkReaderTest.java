package io.livetape.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkReaderTest {
  private static final ChunkLimits LIMITS = ChunkLimits.ofMessageMax(100_000);

  /** A name, chunks, and the messages in them. Body bytes are aa, bb, cc …; set chunk size to 4 is {@value #SIZE_4}. */
  private record Case(String name, String chunks, String... messages) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String SIZE_4 = "02 000000 000004 01 00000000 00000004";
  private static final String SIZE_4_SEEN = "1/0@0 00000004";

  private static Stream<Case> cases() {
    return Stream.of(
        new Case("type 0", "03 000010 000002 14 01000000 aabb", "20/1@16 aabb"),
        new Case("stream id is little endian", "03 000010 000001 14 01020304 aa", "20/67305985@16 aa"),
        new Case("type 1 adds a delta", "04 000010 000001 09 01000000 aa 44 000005 000002 08 bbcc", "9/1@16 aa", "8/1@21 bbcc"),
        new Case("type 2 adds a delta", "04 000010 000001 09 01000000 aa 84 000005 bb", "9/1@16 aa", "9/1@21 bb"),
        new Case("type 3 repeats the delta", "04 000010 000001 09 01000000 aa 84 000005 bb c4 cc", "9/1@16 aa", "9/1@21 bb", "9/1@26 cc"),
        new Case("type 3 after type 0 repeats the timestamp", "04 000010 000001 09 01000000 aa c4 bb", "9/1@16 aa", "9/1@32 bb"),
        new Case("type 1 may begin a chunk stream", "42 000005 000001 04 aa", "4/0@5 aa"),
        new Case("two-byte id, lowest", "00 00 000000 000001 09 00000000 aa c0 00 bb", "9/0@0 aa", "9/0@0 bb"),
        new Case("two-byte id, highest", "00 ff 000000 000001 09 00000000 aa c0 ff bb", "9/0@0 aa", "9/0@0 bb"),
        new Case("three-byte id is little endian", "01 0001 000000 000001 09 00000000 aa c1 0001 bb", "9/0@0 aa", "9/0@0 bb"),
        new Case("three-byte id, highest", "01 ffff 000000 000001 09 00000000 aa c1 ffff bb", "9/0@0 aa", "9/0@0 bb"),
        new Case("id 64 in both forms is one stream", "00 00 000001 000001 09 00000000 aa c1 0000 bb", "9/0@1 aa", "9/0@2 bb"),
        new Case("empty message", "03 000001 000000 14 00000000 83 000001", "20/0@1 ", "20/0@2 "),
        new Case("message in several chunks", SIZE_4 + "04 000001 00000a 09 01000000 aaaaaaaa c4 bbbbbbbb c4 cccc",
            SIZE_4_SEEN, "9/1@1 aaaaaaaabbbbbbbbcccc"),
        new Case("message of whole chunks", SIZE_4 + "04 000001 000008 09 01000000 aaaaaaaa c4 bbbbbbbb 84 000001 aaaaaaaa c4 bbbbbbbb",
            SIZE_4_SEEN, "9/1@1 aaaaaaaabbbbbbbb", "9/1@2 aaaaaaaabbbbbbbb"),
        new Case("two streams in turns",
            SIZE_4 + "04 000001 000006 09 01000000 aaaaaaaa 06 000002 000005 08 01000000 cccccccc c4 bbbb c6 dd",
            SIZE_4_SEEN, "9/1@1 aaaaaaaabbbb", "8/1@2 ccccccccdd"),
        new Case("chunk size grows", "02 000000 000004 01 00000000 7fffffff 04 000000 000100 09 00000000" + "ab".repeat(256),
            "1/0@0 7fffffff", "9/0@0 " + "ab".repeat(256)),
        new Case("abort drops what was under way",
            SIZE_4 + "04 000001 000006 09 01000000 aaaaaaaa 02 000000 000004 02 00000000 00000004 04 000002 000002 09 01000000 bbcc",
            SIZE_4_SEEN, "2/0@0 00000004", "9/1@2 bbcc"),
        new Case("abort of an unknown stream", "02 000000 000004 02 00000000 00000009", "2/0@0 00000009"),
        new Case("extended timestamp", "04 ffffff 000001 09 01000000 01000000 aa", "9/1@16777216 aa"),
        new Case("extended timestamp, smallest", "04 ffffff 000001 09 01000000 00ffffff aa", "9/1@16777215 aa"),
        new Case("extended timestamp, unsigned", "04 ffffff 000001 09 01000000 fffffff0 aa 84 000020 bb", "9/1@4294967280 aa", "9/1@16 bb"),
        new Case("extended delta", "04 000001 000001 09 01000000 aa 84 ffffff 01000000 bb", "9/1@1 aa", "9/1@16777217 bb"),
        new Case("extended timestamp repeated inside a message",
            SIZE_4 + "04 ffffff 000006 09 01000000 01000000 aaaaaaaa c4 01000000 bbbb", SIZE_4_SEEN, "9/1@16777216 aaaaaaaabbbb"),
        new Case("extended timestamp not repeated inside a message",
            SIZE_4 + "04 ffffff 000006 09 01000000 01000000 aaaaaaaa c4 bbbb 04 000001 000001 09 01000000 dd",
            SIZE_4_SEEN, "9/1@16777216 aaaaaaaabbbb", "9/1@1 dd"),
        new Case("extended timestamp not repeated, data alike at first",
            SIZE_4 + "04 ffffff 000007 09 01000000 01000000 aaaaaaaa c4 010000 04 000001 000001 09 01000000 dd",
            SIZE_4_SEEN, "9/1@16777216 aaaaaaaa010000", "9/1@1 dd"),
        new Case("extended timestamp not repeated, a one-byte rest that is alike",
            SIZE_4 + "04 ffffff 000005 09 01000000 01000000 aaaaaaaa c4 01 04 000001 000001 09 01000000 dd",
            SIZE_4_SEEN, "9/1@16777216 aaaaaaaa01", "9/1@1 dd"),
        new Case("extended delta repeated as the absolute time",
            SIZE_4 + "04 000001 000006 09 01000000 aaaaaaaa c4 bbbb 84 ffffff 01000000 aaaaaaaa c4 01000001 bbbb",
            SIZE_4_SEEN, "9/1@1 aaaaaaaabbbb", "9/1@16777217 aaaaaaaabbbb"),
        new Case("extended delta repeated as a delta",
            SIZE_4 + "04 000001 000006 09 01000000 aaaaaaaa c4 bbbb 84 ffffff 01000000 aaaaaaaa c4 01000000 bbbb",
            SIZE_4_SEEN, "9/1@1 aaaaaaaabbbb", "9/1@16777217 aaaaaaaabbbb"),
        new Case("type 3 begins a message with an extended delta",
            "04 000000 000001 09 01000000 aa 84 ffffff 01000000 bb c4 01000000 cc", "9/1@0 aa", "9/1@16777216 bb", "9/1@33554432 cc"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void chunks_inOnePiece_areMessages(Case chunks) throws Exception {
    Messages messages = new Messages();
    new ChunkReader(LIMITS).read(ByteBuffer.wrap(bytes(chunks.chunks)), messages);
    assertThat(messages.seen).containsExactly(chunks.messages);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void chunks_byteByByte_areTheSameMessages(Case chunks) throws Exception {
    Messages messages = new Messages();
    ChunkReader reader = new ChunkReader(LIMITS);
    byte[] bytes = bytes(chunks.chunks);
    for (byte single : bytes) {
      reader.read(ByteBuffer.wrap(new byte[] {single}), messages);
    }
    assertThat(messages.seen).containsExactly(chunks.messages);
    assertThat(reader.readBytes()).isEqualTo(bytes.length);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void chunks_cutInTwoAnywhere_areTheSameMessages(Case chunks) throws Exception {
    byte[] bytes = bytes(chunks.chunks);
    for (int cut = 0; cut <= bytes.length; cut++) {
      Messages messages = new Messages();
      ChunkReader reader = new ChunkReader(LIMITS);
      reader.read(ByteBuffer.wrap(bytes, 0, cut), messages);
      assertThat(messages.seen.size()).isLessThanOrEqualTo(chunks.messages.length);
      reader.read(ByteBuffer.wrap(bytes, cut, bytes.length - cut), messages);
      assertThat(messages.seen).as("cut at %d", cut).containsExactly(chunks.messages);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "83 000001, begins with a header of type 2",
    "c3, begins with a header of type 3",
    "02 000000 000004 01 00000000 00000000, chunk size must be 1..2^31-1",
    "02 000000 000004 01 00000000 80000001, chunk size must be 1..2^31-1",
    "02 000000 000002 01 00000000 0001, control message of 2 bytes",
    "02 000000 000000 02 00000000, control message of 0 bytes",
    "02 000000 000004 01 00000000 00000001 04 000000 000002 09 00000000 aa 04 000000 000002 09 00000000 aa, begins a message ins"
    + "ide another",
    "02 000000 000004 01 00000000 00000001 04 000000 000002 09 00000000 aa 84 000000 aa, begins a message inside another",
  })
  void chunks_thatBreakTheRules_areMalformed(String hex, String message) {
    assertThatThrownBy(() -> new ChunkReader(LIMITS).read(ByteBuffer.wrap(bytes(hex)), new Messages()))
        .isInstanceOf(MalformedChunkException.class).hasMessageContaining(message);
  }

  @Test
  void malformed_tellsItsOffset() throws Exception {
    ChunkReader reader = new ChunkReader(LIMITS);
    reader.read(ByteBuffer.wrap(bytes("03 000010 000002 14 01000000 aabb")), new Messages());
    assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(bytes("03 000010 000001 14 01000000 aa 85000001")), new Messages()))
        .isInstanceOfSatisfying(MalformedChunkException.class, e -> assertThat(e.offset()).isEqualTo(27));
  }

  @Test
  void message_longerThanTheLimit_isRefusedByItsHeader() {
    ChunkReader reader = new ChunkReader(new ChunkLimits(1024, 4096, 64));
    assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(bytes("04 000000 000401 09 00000000")), new Messages()))
        .isInstanceOf(MessageTooLargeException.class).hasMessageContaining("1025 bytes, at most 1024");
  }

  @Test
  void messages_unfinishedOnManyChunkStreams_areRefusedTogether() {
    ChunkReader reader = new ChunkReader(new ChunkLimits(1024, 4096, 64));
    assertThatThrownBy(() -> {
      for (int id = 3; id < 64; id++) {
        reader.read(ByteBuffer.wrap(bytes(HexFormat.of().toHexDigits((byte) id) + "000000 000400 09 00000000" + "aa".repeat(128))),
            new Messages());
      }
    }).isInstanceOf(MessageTooLargeException.class).hasMessageContaining("more than 4096 bytes");
  }

  @Test
  void memoryOfFinishedMessages_isGivenToOthers() throws Exception {
    ChunkReader reader = new ChunkReader(new ChunkLimits(1024, 1024, 64));
    Messages messages = new Messages();
    for (int id = 3; id < 60; id++) {
      String header = HexFormat.of().toHexDigits((byte) id);
      String next = HexFormat.of().toHexDigits((byte) (0xC0 | id));
      reader.read(ByteBuffer.wrap(bytes(header + "000000 000100 09 00000000" + "aa".repeat(128) + next + "bb".repeat(128))), messages);
    }
    assertThat(messages.seen).hasSize(57);
  }

  @Test
  void chunkStreams_tooMany_areMalformed() {
    ChunkReader reader = new ChunkReader(LIMITS);
    assertThatThrownBy(() -> {
      for (int id = 0; id < 65; id++) {
        reader.read(ByteBuffer.wrap(bytes("00" + HexFormat.of().toHexDigits((byte) id) + "000000 000001 09 00000000 aa")), new Messages());
      }
    }).isInstanceOf(MalformedChunkException.class).hasMessageContaining("more than 64 chunk streams");
  }

  @Test
  void message_insideOneChunkAndPiece_isNotCopied() throws Exception {
    ByteBuffer in = ByteBuffer.wrap(bytes("04 000000 000003 09 00000000 aabbcc"));
    new ChunkReader(LIMITS).read(in, (type, stream, time, buffer, offset, size) -> {
      assertThat(buffer).isSameAs(in);
      assertThat(offset).isEqualTo(12);
    });
  }

  /** Whatever comes, the reader ends with one of its two exceptions or waits for more; it never fails otherwise. */
  @Test
  void noise_neverBreaksTheReader() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20_260_101);
    int malformed = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] noise = new byte[random.nextInt(1, 400)];
      random.nextBytes(noise);
      noise[0] = (byte) (noise[0] & 0x3F);
      malformed += brokenBy(noise) ? 1 : 0;
    }
    assertThat(malformed).isBetween(1, 2000);
  }

  private static boolean brokenBy(byte[] noise) {
    try {
      new ChunkReader(LIMITS).read(ByteBuffer.wrap(noise), new Messages());
      return false;
    } catch (MalformedChunkException | MessageTooLargeException _) {
      return true;
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void limits_thatMakeNoSense_areRefused() {
    List.<Runnable>of(() -> new ChunkLimits(1023, 4096, 1), () -> new ChunkLimits(1 << 24, 1 << 25, 1), () -> new ChunkLimits(4096, 4095,
        1),
        () -> new ChunkLimits(4096, 4096, 0)).forEach(bad -> assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class));
  }
}
