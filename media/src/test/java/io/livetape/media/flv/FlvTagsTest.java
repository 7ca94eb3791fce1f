package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlvTagsTest {
  private static List<Format> formats() {
    return Formats.all();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void configBody_ofEachFormat_readsBackAsTheSame(Format format) throws Exception {
    ByteBuffer out = ByteBuffer.allocate(FlvTags.configBodyBytes(format));
    FlvTags.putConfigBody(out, format);

    FlvTagBody body = read(format, out);

    assertThat(out.remaining()).isZero();
    assertThat(body.kind()).isEqualTo(FlvTagBody.Kind.CONFIG);
    assertThat(format instanceof Vp9 ? Vp9.parse(body.config(), 640, 360) : body.format()).isEqualTo(format);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void sampleBody_ofEachFormat_readsBackAsTheSame(Format format) throws Exception {
    ByteBuffer data = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9});
    int offset = format instanceof H264 || format instanceof H265 ? -7200 : 0;
    Sample sample = new Sample().set(new Track(1, 90_000, format), 900, offset, true, data, 1, 3);
    ByteBuffer out = ByteBuffer.allocate(FlvTags.sampleBodyBytes(sample));
    FlvTags.putSampleBody(out, sample);

    FlvTagBody body = read(format, out);

    assertThat(out.remaining()).isZero();
    assertThat(body.kind()).isEqualTo(FlvTagBody.Kind.FRAME);
    assertThat(body.sync()).isTrue();
    assertThat(body.compositionOffsetMs()).isEqualTo(offset / 90);
    assertThat(body.config()).isEqualTo(Bytes.copyOf((byte) 1, (byte) 2, (byte) 3));
  }

  @Test
  void sampleTag_ofAnInterFrame_hasTheBytesOfTheSpecification() {
    ByteBuffer data = ByteBuffer.wrap(new byte[] {(byte) 0xAB, (byte) 0xCD});
    Sample sample = new Sample().set(new Track(1, 1000, Formats.H264_720P), 0, 40, false, data, 0, 2);
    ByteBuffer out = ByteBuffer.allocate(FlvTags.tagBytes(FlvTags.sampleBodyBytes(sample)));
    FlvTags.putSampleTag(out, sample, 0x1_8765_4321L);

    assertThat(Bytes.copyOf(out.array()).toHex()).isEqualTo("09000007" + "65432187" + "000000" + "2701000028abcd" + "00000012");
  }

  @Test
  void fileHeader_ofSoundAndPicture_hasTheBytesOfTheSpecification() {
    ByteBuffer out = ByteBuffer.allocate(FlvTags.FILE_HEADER_BYTES);
    FlvTags.putFileHeader(out, true, true);
    assertThat(Bytes.copyOf(out.array()).toHex()).isEqualTo("464c5601" + "05" + "00000009" + "00000000");
  }

  @Test
  void toMs_ofTicks_roundsDownOnBothSidesOfZero() {
    assertThat(FlvTags.toMs(89, 90_000)).isZero();
    assertThat(FlvTags.toMs(90, 90_000)).isEqualTo(1);
    assertThat(FlvTags.toMs(-1, 90_000)).isEqualTo(-1);
    assertThat(FlvTags.toMs(12_345, 1000)).isEqualTo(12_345);
  }

  private static FlvTagBody read(Format format, ByteBuffer out) throws Exception {
    FlvTagBody body = new FlvTagBody();
    return format instanceof Format.Video ? body.readVideo(out, 0, out.capacity()) : body.readAudio(out, 0, out.capacity());
  }
}
