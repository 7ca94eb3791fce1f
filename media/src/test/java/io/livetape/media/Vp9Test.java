package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of vp9.csv: what libvpx and FFmpeg wrote, and the first bytes of the key frame; sizes are by ffprobe. */
class Vp9Test {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "vp9.csv", numLinesToSkip = 1)
  void parse_realConfigurations_deriveCodecs(String name, int width, int height, String codecs, String vpcC, String frame)
      throws Exception {
    Vp9 format = Vp9.parse(Bytes.fromHex(vpcC), width, height);

    assertThat(format).as(name).isEqualTo(new Vp9(Bytes.fromHex(vpcC), width, height, codecs));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "vp9.csv", numLinesToSkip = 1)
  void parse_recordWithoutBoxHead_isCompleted(String name, int width, int height, String codecs, String vpcC, String frame)
      throws Exception {
    Bytes record = Bytes.fromHex(vpcC.substring(8));

    Vp9 format = Vp9.parse(record, width, height);

    assertThat(format).as(name).isEqualTo(Vp9.parse(Bytes.fromHex(vpcC), width, height));
    assertThat(format.configRecord()).isEqualTo(record);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "vp9.csv", numLinesToSkip = 1)
  void dimensionsOf_realKeyFrames_areTheSize(String name, int width, int height, String codecs, String vpcC, String frame)
      throws Exception {
    ByteBuffer buffer = Bytes.fromHex("00" + frame + "00").buffer();

    assertThat(Vp9.dimensionsOf(buffer, 1, frame.length() / 2)).as(name).contains(new PictureSize(width, height));
    assertThat(buffer.position()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "vp9.csv", numLinesToSkip = 1)
  void parse_damagedInput_isMalformedOrAValue(String name, int width, int height, String codecs, String vpcC, String frame) {
    Damage.isBorne(Bytes.fromHex(vpcC), config -> Vp9.parse(config, width, height));
    Damage.isBorne(Bytes.fromHex(vpcC.substring(8)), config -> Vp9.parse(config, width, height));
    Damage.isBorne(Bytes.fromHex(frame), bytes -> Vp9.dimensionsOf(bytes.buffer(), 0, bytes.sizeBytes()));
  }

  @ParameterizedTest
  @CsvSource({"256, 144, 10", "640, 360, 21", "1280, 720, 31", "1920, 1080, 40", "3840, 2160, 50", "7680, 4320, 60"})
  void parse_levelMissing_isTheLowestForTheSize(int width, int height, int level) throws Exception {
    assertThat(Vp9.parse(Bytes.fromHex("0000820202020000"), width, height).codecs()).isEqualTo("vp09.00." + level + ".08");
  }

  @ParameterizedTest
  @CsvSource({"0415820202020000, 1", "0015720202020000, 3", "00158202020200, 3"})
  void parse_wrongConfigurations_areMalformedAtTheirPlace(String vpcC, int offset) {
    assertThatThrownBy(() -> Vp9.parse(Bytes.fromHex(vpcC), 640, 360))
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "640, 0", "-1, 360", "16385, 360"})
  void parse_withASizeOfNoPicture_isMalformed(int width, int height) {
    assertThatThrownBy(() -> Vp9.parse(Bytes.fromHex("0015820202020000"), width, height)).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void dimensionsOf_otherFrames_areNothing() throws Exception {
    assertThat(Vp9.dimensionsOf(Bytes.fromHex("86004092").buffer(), 0, 4)).as("inter frame").isEmpty();
    assertThat(Vp9.dimensionsOf(Bytes.fromHex("88").buffer(), 0, 1)).as("existing frame shown again").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "40, 0", "82498343, 4", "824983420027f0, 7"})
  void dimensionsOf_brokenKeyFrames_areMalformed(String frame, int offset) {
    Bytes bytes = Bytes.fromHex(frame);

    assertThatThrownBy(() -> Vp9.dimensionsOf(bytes.buffer(), 0, bytes.sizeBytes()))
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(offset));
  }
}
