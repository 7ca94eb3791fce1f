package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of h265.csv: what x265 wrote through FFmpeg and GStreamer; sizes are by ffprobe, codec strings from the record's first bytes. */
class H265Test {
  private static final String HEAD = "0101600000009000000000005df000fcfdf8f800000f";

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "h265.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
  void parse_realConfigurations_deriveSizeAndCodecs(String name, int width, int height, String codecs, String hvcC) throws Exception {
    H265 format = H265.parse(Bytes.fromHex(hvcC));

    assertThat(format.width()).as(name).isEqualTo(width);
    assertThat(format.height()).isEqualTo(height);
    assertThat(format.codecs()).isEqualTo(codecs);
    assertThat(format.nalLengthSize()).isEqualTo(4);
    assertThat(format.config().toHex()).isEqualTo(hvcC);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "h265.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
  void parse_damagedConfigurations_areMalformedOrAValue(String name, int width, int height, String codecs, String hvcC) {
    Damage.isBorne(Bytes.fromHex(hvcC), H265::parse);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      version 0,             0001600000009000000000005df000fcfdf8f800000f 00,       0
      three-byte lengths,    0101600000009000000000005df000fcfdf8f800000e 00,       21
      no arrays,             0101600000009000000000005df000fcfdf8f800000f 00,       23
      too many arrays,       0101600000009000000000005df000fcfdf8f800000f 41,       23
      too many units,        0101600000009000000000005df000fcfdf8f800000f 01a10041, 26
      picture set only,      0101600000009000000000005df000fcfdf8f800000f 01a2000100024401, 30
      VPS in the SPS array,  0101600000009000000000005df000fcfdf8f800000f 01a1000100024001, 28
      """)
  void parse_wrongConfigurations_areMalformedAtTheirPlace(String situation, String hvcC, int offset) {
    assertThatThrownBy(() -> H265.parse(Bytes.fromHex(hvcC))).as(situation)
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "h265.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
  void configuration_ofBareParameterSets_saysTheSame(String name, int width, int height, String codecs, String hvcC) throws Exception {
    H265 parsed = H265.parse(Bytes.fromHex(hvcC));
    H265 built = H265.fromParameterSets(ofType(parsed, 32), ofType(parsed, 33), ofType(parsed, 34));

    assertThat(H265.parse(built.config())).as(name).isEqualTo(built);
    assertThat(built.codecs()).isEqualTo(codecs);
    assertThat(List.of(built.width(), built.height(), built.nalLengthSize())).isEqualTo(List.of(width, height, 4));
    // All up to the level, and what is said of chroma and depths; between them stands what only an encoder knows.
    assertThat(built.config().toHex().substring(0, 26)).isEqualTo(hvcC.substring(0, 26));
    assertThat(built.config().toHex().substring(32, 38)).isEqualTo(hvcC.substring(32, 38));
  }

  private static List<Bytes> ofType(H265 format, int type) {
    return format.parameterSets().stream().filter(set -> (set.at(0) >> 1 & 0x3F) == type).toList();
  }

  @Test
  void parse_subLayersAndProfileSpace_areRead() throws Exception {
    BitWriter sps = new BitWriter().put(0x4201, 16).put(0, 4).put(2, 3).put(0, 1);
    sps.put(2, 2).put(1, 1).put(6, 5).put(0x8000_0001L, 32).put(0x00A0_0000_0000L, 48).put(150, 8);
    sps.put(0b11, 2).put(0b01, 2).put(0, 12); // sub-layer 0 has profile and level, sub-layer 1 a level
    sps.put(0, 48).put(0, 40).put(90, 8).put(95, 8);
    sps.ue(0, 2, 1920, 1088).put(1, 1).ue(0, 1, 0, 8);

    H265 format = H265.parse(hvcC(sps.bytes()));

    assertThat(format.codecs()).isEqualTo("hvc1.B6.80000001.H150.0.A0");
    assertThat(format.width()).isEqualTo(1918);
    assertThat(format.height()).isEqualTo(1080);
  }

  @ParameterizedTest(name = "{0}x{1}, cropped {2}")
  @CsvSource({"16385, 16, 0", "16, 16385, 0", "16, 16, 8", "0, 16, 0", "2147483646, 16, 0", "16, 16, 2147483646"})
  void parse_impossibleSizes_areMalformed(int width, int height, int crop) {
    BitWriter sps = new BitWriter().put(0x4201, 16).put(0, 8).put(0, 48).put(0, 48).ue(0, 1, width, height).put(1, 1).ue(0, 0, crop, 0);

    assertThatThrownBy(() -> H265.parse(hvcC(sps.bytes()))).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void parse_eightSubLayers_areMalformed() {
    BitWriter sps = new BitWriter().put(0x4201, 16).put(0x0E, 8).put(0, 63).put(0, 63);

    assertThatThrownBy(() -> H265.parse(hvcC(sps.bytes()))).hasMessageContaining("sps_max_sub_layers_minus1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      IDR_W_RADL,               4, 00000003 2601af,                    true
      CRA after parameter sets, 4, 00000002 4001 00000002 4201 00000002 4401 00000003 2a01af, true
      BLA,                      2, 0003 2001af,                        true
      trailing picture,         4, 00000003 0201d0,                    false
      RASL,                     4, 00000003 1201d0,                    false
      parameter sets only,      4, 00000002 4001 00000002 4201,        false
      broken length,            4, 7fffffff 2601,                      false
      """)
  void sync_samples_tellAnIntraRandomAccessPicture(String situation, int nalLengthSize, String sample, boolean sync) {
    Bytes bytes = Bytes.fromHex(sample);

    assertThat(H265.sync(bytes.buffer(), 0, bytes.sizeBytes(), nalLengthSize)).as(situation).isEqualTo(sync);
  }

  private static Bytes hvcC(Bytes sps) {
    return Bytes.fromHex(HEAD + "01a10001" + String.format("%04x", sps.sizeBytes()) + sps.toHex());
  }
}
