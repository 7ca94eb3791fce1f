package io.livetape.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkWriterTest {
  private final ChunkWriter writer = new ChunkWriter();
  private final ByteBuffer out = ByteBuffer.allocate(1 << 20);

  @Test
  void headers_ofMessagesInARow_areAsShortAsTheyCanBe() {
    put(4, 16, 9, 1, "aa");
    put(4, 21, 8, 1, "bbcc");
    put(4, 26, 8, 1, "ddee");
    put(4, 27, 8, 1, "0102");
    put(4, 20, 8, 1, "0304");
    put(4, 20, 8, 2, "0506");
    assertWritten("04 000010 000001 09 01000000 aa" + "44 000005 000002 08 bbcc" + "c4 ddee" + "84 000001 0102"
        + "04 000014 000002 08 01000000 0304" + "04 000014 000002 08 02000000 0506");
  }

  @Test
  void header_ofTheSecondMessage_isNeverType3() {
    put(4, 16, 9, 1, "aa");
    put(4, 32, 9, 1, "bb");
    assertWritten("04 000010 000001 09 01000000 aa" + "84 000010 bb");
  }

  @Test
  void chunkStreamIds_ofEachSize_takeOneToThreeBytes() {
    put(63, 0, 9, 0, "aa");
    put(64, 0, 9, 0, "aa");
    put(319, 0, 9, 0, "aa");
    put(320, 0, 9, 0, "aa");
    put(65_599, 0, 9, 0, "aa");
    String rest = "000000 000001 09 00000000 aa";
    assertWritten("3f" + rest + "0000" + rest + "00ff" + rest + "010001" + rest + "01ffff" + rest);
  }

  @Test
  void extendedTimestamp_ofALongMessage_isRepeatedInEachChunk() {
    writer.chunkSize(2);
    put(4, 0x1000000, 9, 1, "aabbcc");
    assertWritten("04 ffffff 000003 09 01000000 01000000 aabb" + "c4 01000000 cc");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 128, 4096, 60_000})
  void messages_ofAllKinds_areReadBack(int chunkSize) throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(chunkSize);
    writer.put(out, 2, 0, 1, 0, ByteBuffer.allocate(4).putInt(0, chunkSize), 0, 4);
    writer.chunkSize(chunkSize);
    List<String> expected = new ArrayList<>(List.of(Messages.text(1, 0, 0, HexFormat.of().toHexDigits(chunkSize))));
    long[] steps = {0, 1, 40, 0xFFFFFE, 0xFFFFFF, 0x1000000, 0x7FFFFFFF};
    long timestampMs = 0xF0000000L;
    for (int i = 0; i < 200; i++) {
      byte[] body = new byte[random.nextInt(0, 300)];
      random.nextBytes(body);
      timestampMs = timestampMs + steps[random.nextInt(steps.length)] & 0xFFFFFFFFL;
      int id = new int[] {4, 6, 100, 30_000}[random.nextInt(4)];
      int before = out.position();
      writer.put(out, id, timestampMs, 9, 1 + i % 2, ByteBuffer.wrap(body), 0, body.length);
      assertThat(out.position() - before).isLessThanOrEqualTo(writer.sizeMaxBytes(body.length));
      expected.add(Messages.text(9, 1 + i % 2, timestampMs, HexFormat.of().formatHex(body)));
    }

    Messages messages = new Messages();
    new ChunkReader(ChunkLimits.ofMessageMax(4096)).read(out.flip(), messages);

    assertThat(messages.seen).isEqualTo(expected);
  }

  @Test
  void message_inPieces_isTheSameAsInOne() {
    writer.chunkSize(3);
    ByteBuffer body = ByteBuffer.wrap(HexFormat.of().parseHex("0102030405060708"));
    writer.begin(out, 4, 5, 9, 1, 8);
    writer.append(out, body, 0, 2);
    writer.append(out, body, 2, 5);
    writer.append(out, body, 7, 1);
    assertWritten("04 000005 000008 09 01000000 010203 c4 040506 c4 0708");
  }

  private void put(int id, long timestampMs, int type, int stream, String body) {
    byte[] bytes = HexFormat.of().parseHex(body);
    writer.put(out, id, timestampMs, type, stream, ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  private void assertWritten(String hex) {
    assertThat(HexFormat.of().formatHex(out.array(), 0, out.position())).isEqualTo(hex.replace(" ", ""));
  }
}
