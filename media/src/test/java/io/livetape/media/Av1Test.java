package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of av1.csv: what libaom, SVT-AV1 and rav1e wrote; sizes and colors are by ffprobe. */
class Av1Test {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "av1.csv", numLinesToSkip = 1)
  void parse_realConfigurations_deriveSizeAndCodecs(String name, int width, int height, String codecs, String av1C) throws Exception {
    Av1 format = Av1.parse(Bytes.fromHex(av1C));

    assertThat(format.width()).as(name).isEqualTo(width);
    assertThat(format.height()).isEqualTo(height);
    assertThat(format.codecs()).isEqualTo(codecs);
    assertThat(format.config().toHex()).isEqualTo(av1C);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "av1.csv", numLinesToSkip = 1)
  void parse_damagedConfigurations_areMalformedOrAValue(String name, int width, int height, String codecs, String av1C) {
    Damage.isBorne(Bytes.fromHex(av1C), Av1::parse);
    Damage.isBorne(Bytes.fromHex(av1C.substring(8)), unit -> Av1.fromKeyFrame(unit.buffer(), 0, unit.sizeBytes()));
  }

  /** The unit: temporal delimiter, sequence header, the beginning of a frame. */
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "av1.csv", numLinesToSkip = 1)
  void fromKeyFrame_headerWithinAUnit_buildsTheConfiguration(String name, int width, int height, String codecs, String av1C)
      throws Exception {
    Bytes unit = Bytes.fromHex("ffff" + "1200" + av1C.substring(8) + "32021000" + "ff");
    ByteBuffer buffer = unit.buffer();

    Optional<Av1> format = Av1.fromKeyFrame(buffer, 2, unit.sizeBytes() - 3);

    assertThat(format).as(name).contains(Av1.parse(Bytes.fromHex(av1C)));
    assertThat(buffer.position()).isZero();
  }

  @Test
  void fromKeyFrame_unitWithoutHeader_isNothing() throws Exception {
    assertThat(Av1.fromKeyFrame(Bytes.fromHex("120032021000").buffer(), 0, 6)).isEmpty();
    assertThat(Av1.fromKeyFrame(Bytes.fromHex("3010").buffer(), 0, 2)).as("frame without size").isEmpty();
    assertThat(Av1.fromKeyFrame(ByteBuffer.allocate(0), 0, 0)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      wrong version,        82010c00 0a0b0000000cc4ff6736be4010, 0
      no sequence header,   81010c00,                            4
      forbidden bit,        81010c00 8a0b,                       4
      OBU beyond the end,   81010c00 0a0c0000000cc4ff6736be4010, 6
      endless size,         81010c00 0affffffffffffffff0b,       13
      reserved profile,     81010c00 0a0160,                     6
      """)
  void parse_wrongConfigurations_areMalformedAtTheirPlace(String situation, String av1C, int offset) {
    assertThatThrownBy(() -> Av1.parse(Bytes.fromHex(av1C))).as(situation)
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @Test
  void parse_decoderModelAndOperatingPoints_areRead() throws Exception {
    BitWriter header = new BitWriter().put(0, 3).put(0, 1).put(0, 1);
    header.put(1, 1).put(1, 32).put(25, 32).put(0, 1); // timing_info
    header.put(1, 1).put(9, 5).put(1, 32).put(9, 5).put(9, 5); // decoder_model_info with delays of 10 bits
    header.put(1, 1).put(1, 5); // display delays; two operating points
    header.put(0x101, 12).put(13, 5).put(1, 1).put(1, 1).put(7, 10).put(7, 10).put(0, 1).put(1, 1).put(3, 4);
    header.put(0x100, 12).put(4, 5).put(0, 1).put(0, 1);
    header.put(15, 4).put(15, 4).put(3839, 16).put(2159, 16);
    header.put(1, 1).put(0, 7); // frame ids
    header.put(0, 3).put(0, 4).put(0, 1).put(0, 1).put(1, 1).put(0, 1).put(0, 1); // no order hint, screen content tools forced
    header.put(0, 3); // superres, cdef, restoration
    header.put(1, 1).put(0, 1).put(0, 1).put(0, 1).put(2, 2); // ten bits, unspecified, limited range, colocated samples

    Av1 format = Av1.parse(av1C(header.bytes()));

    assertThat(format.codecs()).isEqualTo("av01.0.13H.10.0.112.02.02.02.0");
    assertThat(format.width()).isEqualTo(3840);
    assertThat(format.height()).isEqualTo(2160);
  }

  @Test
  void parse_reducedStillPictureHeader_isRead() throws Exception {
    BitWriter header = new BitWriter().put(2, 3).put(1, 1).put(1, 1).put(8, 5).put(9, 4).put(9, 4).put(799, 10).put(599, 10).put(0, 3);
    header.put(0, 3).put(1, 1).put(1, 1).put(0, 1).put(0, 1).put(0, 1).put(1, 1).put(1, 1).put(0, 2); // twelve bits, 4:2:0

    Av1 format = Av1.parse(av1C(header.bytes()));

    assertThat(format.codecs()).isEqualTo("av01.2.08M.12");
    assertThat(format.width()).isEqualTo(800);
    assertThat(format.height()).isEqualTo(600);
  }

  @Test
  void parse_pictureAboveLimit_isMalformed() {
    BitWriter header = new BitWriter().put(0, 3).put(1, 1).put(1, 1).put(8, 5).put(15, 4).put(15, 4).put(16_384, 16).put(15, 16);

    assertThatThrownBy(() -> Av1.parse(av1C(header.put(0, 30).bytes()))).hasMessageContaining("picture of 16385x16");
  }

  private static Bytes av1C(Bytes header) {
    return Bytes.fromHex("81010c00" + "0a" + String.format("%02x", header.sizeBytes()) + header.toHex());
  }
}
