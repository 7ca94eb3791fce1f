package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of opus.csv: the same sound written by FFmpeg to MP4 and to Ogg. */
class OpusTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "opus.csv", numLinesToSkip = 1)
  void parse_bothForms_giveTheSame(String name, int channelCount, String dOps, String opusHead) throws Exception {
    Opus format = Opus.parse(Bytes.fromHex(dOps));

    assertThat(format).as(name).isEqualTo(new Opus(Bytes.fromHex(dOps), channelCount));
    assertThat(Opus.fromOpusHead(Bytes.fromHex(opusHead))).isEqualTo(format);
    assertThat(format.opusHead().toHex()).isEqualTo(opusHead);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "opus.csv", numLinesToSkip = 1)
  void parse_damagedConfigurations_areMalformedOrAValue(String name, int channelCount, String dOps, String opusHead) {
    Damage.isBorne(Bytes.fromHex(dOps), config -> Opus.parse(config).opusHead());
    Damage.isBorne(Bytes.fromHex(opusHead), config -> Opus.fromOpusHead(config).opusHead());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      version 1,                      0102013800 00bb80 0000 00
      no channels,                    0000013800 00bb80 0000 00
      three channels in family 0,     0003013800 00bb80 0000 00
      no streams,                     0001013800 00bb80 0000 01 00 00 ff
      more coupled than streams,      0002013800 00bb80 0000 01 01 02 00 01
      256 decoded channels,           0001013800 00bb80 0000 ff 80 80 00
      channel from nowhere,           0002013800 00bb80 0000 01 01 01 00 02
      mapping too short,              0002013800 00bb80 0000 01 01 01 00
      """)
  void parse_wrongConfigurations_areMalformed(String situation, String dOps) {
    assertThatThrownBy(() -> Opus.parse(Bytes.fromHex(dOps))).as(situation).isInstanceOf(MalformedMediaException.class);
  }

  @Test
  void fromOpusHead_otherMagicOrVersion_isMalformed() {
    assertThatThrownBy(() -> Opus.fromOpusHead(Bytes.fromHex("4f70757354616773 0102380180bb0000000000")))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("not an OpusHead");
    assertThatThrownBy(() -> Opus.fromOpusHead(Bytes.fromHex("4f70757348656164 1002380180bb0000000000")))
        .isInstanceOf(MalformedMediaException.class).hasMessageContaining("version is 16");
  }

  @Test
  void parse_silentChannel_isAllowed() throws Exception {
    assertThat(Opus.parse(Bytes.fromHex("00020138 0000bb80 0000 ff 01 00 00 ff")).channelCount()).isEqualTo(2);
  }

  /** The first byte is config × 8 + stereo × 4 + code. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      SILK 10 ms,                       00,     480
      SILK 20 ms,                       08,     960
      SILK 40 ms,                       10,     1920
      SILK 60 ms stereo,                5c,     2880
      hybrid 10 ms,                     60,     480
      hybrid 20 ms,                     78,     960
      CELT 2.5 ms,                      80,     120
      CELT 5 ms,                        e8,     240
      CELT 10 ms,                       f0,     480
      CELT 20 ms stereo,                fc,     960
      two equal frames of 20 ms,        fd00,   1920
      two unequal frames of 20 ms,      fe00,   1920
      six frames of 20 ms,              ff06,   5760
      three frames of 2.5 ms,           83c3,   360
      48 frames of 2.5 ms,              8330,   5760
      no frames,                        ff00,   960
      seven frames of 20 ms,            ff07,   960
      frame count missing,              ff,     960
      empty,                            '',     960
      """)
  void durationOf_packets_isReadFromTheFirstBytes(String situation, String packet, int ticks) throws Exception {
    Bytes bytes = Bytes.fromHex(packet);
    Sample sample = new Sample().set(null, 0, 0, true, bytes.buffer(), 0, bytes.sizeBytes());

    assertThat(new Opus(Bytes.EMPTY, 2).durationOf(sample)).as(situation).isEqualTo(ticks);
  }
}
