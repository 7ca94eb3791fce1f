package io.livetape.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.adts.AdtsFrames;
import java.nio.ByteBuffer;
import java.util.Map;

class AacFuzzTest extends FormatFuzzContract {
  @Override
  protected void take(byte[] input) throws Exception {
    check(input, AacFuzzTest::parse, Aac::parse);
  }

  /** What has an ADTS form states its rate and channels in it. */
  private static Aac parse(Bytes config) throws MalformedMediaException {
    Aac format = Aac.parse(config);
    if (AdtsFrames.supports(format)) {
      ByteBuffer header = ByteBuffer.allocate(AdtsFrames.HEADER_SIZE);
      new AdtsFrames(format).putHeader(100, header);
      assertThat(AudioSpecificConfig.rateAt(header.get(2) >> 2 & 0xF)).isEqualTo(format.sampleRate());
      int channels = (header.get(2) & 1) << 2 | header.get(3) >> 6 & 3;
      assertThat(channels == 7 ? 8 : channels).isEqualTo(format.channelCount());
    }
    return format;
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    return column("aac.csv", "config");
  }
}
