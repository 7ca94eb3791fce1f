package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.testkit.FuzzContract;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A body is malformed, or its payload lies inside it, and written again it says the same. */
class FlvTagBodyFuzzTest extends FuzzContract {
  private final FlvTagBody body = new FlvTagBody();
  private final FlvTagBody again = new FlvTagBody();

  @Override
  protected void take(byte[] input) throws Exception {
    try {
      check(body.readVideo(ByteBuffer.wrap(input), 0, input.length), input);
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) input.length);
    }
    try {
      check(body.readAudio(ByteBuffer.wrap(input), 0, input.length), input);
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) input.length);
    }
  }

  private void check(FlvTagBody read, byte[] input) throws MalformedMediaException {
    assertThat(read.dataSizeBytes()).isNotNegative();
    assertThat(read.dataOffset() + read.dataSizeBytes()).isEqualTo(input.length);
    assertThat(read.codecText()).matches("[A-Za-z0-9.?-]{1,4}");
    switch (read.kind()) {
      case CONFIG -> config(read);
      case FRAME -> frame(read, input);
      case END, IGNORED, UNSUPPORTED -> { }
    }
  }

  private static void config(FlvTagBody read) throws MalformedMediaException {
    assertThat(read.dataSizeBytes()).isPositive();
    if (read.codec() != FlvTagBody.Codec.VP9) {
      CarriedInFlv.check(read.format());
    }
  }

  private void frame(FlvTagBody read, byte[] input) throws MalformedMediaException {
    assertThat(read.dataSizeBytes()).isPositive();
    Format format = switch (read.codec()) {
      case H264 -> Formats.H264_720P;
      case H265 -> Formats.H265_720P;
      case AV1 -> Formats.AV1_360P;
      case VP9 -> Formats.VP9_360P;
      case AAC -> Formats.AAC_STEREO;
      case OPUS -> Formats.OPUS_STEREO;
    };
    ByteBuffer out = ByteBuffer.allocate(FlvTags.sampleHeaderBytes(format) + read.dataSizeBytes());
    FlvTags.putSampleHeader(out, format, read.sync(), read.compositionOffsetMs());
    out.put(input, read.dataOffset(), read.dataSizeBytes());
    if (format instanceof Format.Video) {
      again.readVideo(out, 0, out.position());
    } else {
      again.readAudio(out, 0, out.position());
    }
    assertThat(again.kind()).isEqualTo(FlvTagBody.Kind.FRAME);
    assertThat(again.codec()).isEqualTo(read.codec());
    assertThat(again.sync()).isEqualTo(read.sync());
    assertThat(again.compositionOffsetMs()).isEqualTo(read.compositionOffsetMs());
    assertThat(again.config()).isEqualTo(read.config());
  }

  @Override
  protected Map<String, byte[]> seeds() throws Exception {
    Map<String, byte[]> seeds = new LinkedHashMap<>();
    for (Format format : Formats.all()) {
      ByteBuffer config = ByteBuffer.allocate(FlvTags.configBodyBytes(format));
      FlvTags.putConfigBody(config, format);
      seeds.put("config " + format.codecs(), config.array());
      ByteBuffer sample = ByteBuffer.allocate(FlvTags.sampleHeaderBytes(format) + 2);
      FlvTags.putSampleHeader(sample, format, true, 80);
      seeds.put("sample " + format.codecs(), sample.array());
    }
    seeds.put("modifiers", Bytes.fromHex("97 00 00 07 00 00 03 61766331 aa").toArray());
    seeds.put("one-track", Bytes.fromHex("96 01 68766331 00 000005 aa").toArray());
    seeds.put("one-audio-track", Bytes.fromHex("95 01 4f707573 00 fc").toArray());
    seeds.put("hevc-by-number", Bytes.fromHex("2c 01 000028 02").toArray());
    return seeds;
  }
}
