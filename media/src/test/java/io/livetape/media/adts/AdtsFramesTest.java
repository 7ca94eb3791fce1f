package io.livetape.media.adts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdtsFramesTest {
  /** The first rows are headers that FFmpeg wrote. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      LC 44.1 kHz mono,                 1208,           153,  fff15040141ffc
      LC 44.1 kHz mono,                 1208,           164,  fff15040157ffc
      LC 48 kHz stereo,                 1190,           0,    fff14c8000fffc
      largest frame,                    1190,           8184, fff14c83fffffc
      main 48 kHz mono,                 098856e500,     10,   fff10c40023ffc
      LTP 48 kHz stereo,                2190,           10,   fff1cc80023ffc
      LC 8 kHz 7.1,                     15b8,           10,   fff16dc0023ffc
      rate written in full,             1780562210,     10,   fff15080023ffc
      HE-AAC: its core at 24 kHz,       2b118800,       10,   fff15880023ffc
      HE-AAC v2: its core at 22.05 kHz, eb8a0800,       10,   fff15c40023ffc
      """)
  void putHeader_formats_writesTheirBits(String situation, String config, int sizeBytes, String header) throws Exception {
    Aac format = Aac.parse(Bytes.fromHex(config));
    ByteBuffer destination = ByteBuffer.allocate(9).put((byte) 0xAA);

    new AdtsFrames(format).putHeader(sizeBytes, destination);

    assertThat(AdtsFrames.supports(format)).as(situation).isTrue();
    assertThat(destination.position()).isEqualTo(8);
    assertThat(Bytes.copyOf(destination, 1, AdtsFrames.HEADER_SIZE).toHex()).isEqualTo(header);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      frames of 960,               1194
      rate outside the table,      178061a810
      low delay,                   b99100
      error resilient LC,          899100
      channels in a program,       118004c4010020000d4c61766335392e33372e31303056e500
      6.1 channels,                11d8
      """)
  void supports_formatsWithoutAdtsForm_isFalseAndTheyAreRefused(String situation, String config) throws Exception {
    Aac format = Aac.parse(Bytes.fromHex(config));

    assertThat(AdtsFrames.supports(format)).as(situation).isFalse();
    assertThatThrownBy(() -> new AdtsFrames(format)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void supports_unreadableConfiguration_isFalse() {
    assertThat(AdtsFrames.supports(new Aac(Bytes.fromHex("00"), 48_000, 2, 1024, "mp4a.40.2"))).isFalse();
  }

  @Test
  void putHeader_frameBeyondThirteenBits_isRefused() throws Exception {
    var frames = new AdtsFrames(Aac.parse(Bytes.fromHex("1190")));

    assertThat(AdtsFrames.fits(8_184)).isTrue();
    assertThat(AdtsFrames.fits(8_185)).isFalse();
    assertThat(AdtsFrames.fits(-1)).isFalse();
    assertThatThrownBy(() -> frames.putHeader(8_185, ByteBuffer.allocate(7))).isInstanceOf(IllegalArgumentException.class);
  }
}
