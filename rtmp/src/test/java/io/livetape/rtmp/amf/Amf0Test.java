package io.livetape.rtmp.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.rtmp.amf.AmfValue.EcmaArray;
import io.livetape.rtmp.amf.AmfValue.StrictArray;
import io.livetape.rtmp.amf.AmfValue.Text;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Amf0Test {
  private static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("00 3ff8000000000000", AmfValue.of(1.5)),
        Arguments.of("01 01", AmfValue.of(true)),
        Arguments.of("01 00", AmfValue.of(false)),
        Arguments.of("02 0003 616263", AmfValue.of("abc")),
        Arguments.of("02 0003 e59bbd", AmfValue.of("国")),
        Arguments.of("02 0000", AmfValue.of("")),
        Arguments.of("03 0001 61 00 0000000000000000 0001 62 05 0000 09", AmfValue.object("a", 0, "b", AmfValue.Nothing.NULL)),
        Arguments.of("03 0000 09", AmfValue.object()),
        Arguments.of("05", AmfValue.Nothing.NULL),
        Arguments.of("06", AmfValue.Nothing.UNDEFINED),
        Arguments.of("08 00000001 0001 77 02 0001 78 0000 09", new EcmaArray(Map.of("w", new Text("x")))),
        Arguments.of("0a 00000002 01 01 06", new StrictArray(List.of(AmfValue.of(true), AmfValue.Nothing.UNDEFINED))),
        Arguments.of("0b 4271f71fb0450000 0000", new AmfValue.Date(1_234_567_890_000.0)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_ofEachType_isReadAndWritten(String hex, AmfValue value) throws Exception {
    byte[] bytes = bytes(hex);
    assertThat(read(bytes)).containsExactly(value);
    assertThat(Amf0Writer.write(List.of(value))).isEqualTo(ByteBuffer.wrap(bytes));
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_cutAtAnyByte_isMalformed(String hex, AmfValue value) {
    byte[] bytes = bytes(hex);
    for (int size = 1; size < bytes.length; size++) {
      int cut = size;
      assertThatThrownBy(() -> new Amf0Reader(ByteBuffer.wrap(bytes), 0, cut).rest())
          .isInstanceOf(MalformedAmfException.class).hasMessageContaining("ends early");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0c 00000003 616263, abc", "0f 00000001 78, x",
    "11 06 07 616263, abc",
  })
  void text_inOtherForms_isTolerated(String hex, String text) throws Exception {
    assertThat(read(bytes(hex))).containsExactly(new Text(text));
  }

  @ParameterizedTest
  @CsvSource({"11 04 01, 1", "11 04 8101, 129", "11 04 ffffffff, -1", "11 05 4000000000000000, 2"})
  void number_ofAmf3_isTolerated(String hex, double number) throws Exception {
    assertThat(read(bytes(hex))).containsExactly(AmfValue.of(number));
  }

  @Test
  void object_withAClassName_isAnObject() throws Exception {
    assertThat(read(bytes("10 0003 466f6f 0001 61 01 01 0000 09"))).containsExactly(AmfValue.object("a", true));
  }

  @ParameterizedTest
  @CsvSource({
    "07 0000, unsupported marker 7", "04, unsupported marker 4", "20, unsupported marker 32",
    "0a 00000401, array of 1025 values", "0a ffffffff, array of 4294967295 values",
    "0c 00010000, string of 65536 bytes", "0c ffffffff, string of 4294967295 bytes",
    "11 09, unsupported AMF 3 marker 9", "11 06 06, references are not supported",
  })
  void value_thatIsNotTaken_isMalformed(String hex, String message) {
    assertThatThrownBy(() -> read(bytes(hex))).isInstanceOf(MalformedAmfException.class).hasMessageContaining(message);
  }

  @Test
  void objects_nestedTooDeep_areMalformed() throws Exception {
    String open = "03 0001 61 ";
    assertThat(read(bytes(open.repeat(15) + "05" + "0000 09".repeat(15)))).hasSize(1);
    assertThatThrownBy(() -> read(bytes(open.repeat(100_000)))).hasMessageContaining("nested deeper than 16");
    assertThatThrownBy(() -> read(bytes("0a 00000001".repeat(1000)))).hasMessageContaining("nested deeper than 16");
  }

  @Test
  void values_tooMany_areMalformed() throws Exception {
    assertThat(read(bytes("05".repeat(1024)))).hasSize(1024);
    assertThatThrownBy(() -> read(bytes("05".repeat(1025)))).hasMessageContaining("more than 1024 values");
    assertThatThrownBy(() -> read(bytes("03" + "0001 61 05".repeat(2000)))).hasMessageContaining("more than 1024 values");
  }

  @Test
  void malformed_tellsItsOffset() {
    assertThatThrownBy(() -> read(bytes("05 05 20")))
        .isInstanceOfSatisfying(MalformedAmfException.class, e -> assertThat(e.offset()).isEqualTo(3));
  }

  /** Whatever comes, reading ends with values or with its one exception. */
  @Test
  void noise_isValuesOrMalformed() {
    Random random = new Random(20_260_101);
    int malformed = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] noise = new byte[random.nextInt(1, 60)];
      random.nextBytes(noise);
      noise[0] = (byte) random.nextInt(0x12);
      try {
        read(noise);
      } catch (MalformedAmfException _) {
        malformed++;
      }
    }
    assertThat(malformed).isBetween(1, 5000);
  }

  private static List<AmfValue> read(byte[] bytes) throws MalformedAmfException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 4).put(2, bytes);
    return new Amf0Reader(buffer, 2, bytes.length).rest();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
