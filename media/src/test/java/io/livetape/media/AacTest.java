package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of aac.csv: what FFmpeg wrote for each rate and layout, then configurations made by hand. */
class AacTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "aac.csv", numLinesToSkip = 1)
  void parse_configurations_deriveRateChannelsAndFrames(
      String name, int sampleRate, int channelCount, int frameSamples, String codecs, String config) throws Exception {
    Aac format = Aac.parse(Bytes.fromHex(config));

    assertThat(format).as(name).isEqualTo(new Aac(Bytes.fromHex(config), sampleRate, channelCount, frameSamples, codecs));
    assertThat(format.durationOf(new Sample())).isEqualTo(frameSamples);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "aac.csv", numLinesToSkip = 1)
  void parse_damagedConfigurations_areMalformedOrAValue(
      String name, int sampleRate, int channelCount, int frameSamples, String codecs, String config) {
    Damage.isBorne(Bytes.fromHex(config), Aac::parse);
  }

  @Test
  void audioSpecificConfig_hierarchicalSbr_tellsBothObjectTypes() throws Exception {
    var config = AudioSpecificConfig.parse(Bytes.fromHex("eb098800"));

    assertThat(config).isEqualTo(new AudioSpecificConfig(29, 2, 24_000, 6, 1, 1, 1024));
  }

  @Test
  void audioSpecificConfig_rateWrittenInFull_hasAnIndexWhereTheTableHasIt() throws Exception {
    assertThat(AudioSpecificConfig.parse(fullRate(44_100)).sampleRateIndex()).isEqualTo(4);
    assertThat(AudioSpecificConfig.parse(fullRate(50_000)).sampleRateIndex()).isEqualTo(AudioSpecificConfig.NO_INDEX);
  }

  @Test
  void parse_programConfigWithMixdowns_countsItsChannels() throws Exception {
    BitWriter config = new BitWriter().put(2, 5).put(3, 4).put(0, 4).put(0, 1).put(1, 1).put(99, 14).put(0, 1);
    config.put(0, 4).put(1, 2).put(3, 4).put(2, 4).put(1, 4).put(1, 4).put(1, 2).put(1, 3).put(0, 4);
    config.put(1, 1).put(0, 4).put(1, 1).put(0, 4).put(1, 1).put(0, 3);
    config.put(0b00000, 5).put(0b10000, 5).put(0b10001, 5).put(0b00001, 5).put(0, 4); // single, pair, pair, single; LFE

    assertThat(Aac.parse(config.bytes()).channelCount()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      empty,                       '',
      one byte,                    11
      reserved rate index,         1690
      rate of 0 Hz,                1780000008
      rate of 16 MHz,              17ffffff90
      reserved channels,           11c8
      null object,                 0190
      TwinVQ,                      3990
      xHE-AAC,                     f94643
      SBR of SBR,                  2b0a9400
      program without channels,    118004000000000000
      """)
  void parse_wrongConfigurations_areMalformed(String situation, String config) {
    assertThatThrownBy(() -> Aac.parse(Bytes.fromHex(config))).as(situation).isInstanceOf(MalformedMediaException.class);
  }

  private static Bytes fullRate(int rate) {
    return new BitWriter().put(2, 5).put(15, 4).put(rate, 24).put(2, 4).put(0, 3).bytes();
  }
}
