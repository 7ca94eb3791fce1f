package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Format;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlvMetadataTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 512, KeyFrameIndex.CAPACITY_MAX})
  void tag_whateverItTells_hasTheSameSize(int capacity) {
    KeyFrameIndex index = new KeyFrameIndex(capacity);
    assertThat(sizeOf(List.of(), index)).isEqualTo(FlvMetadata.tagBytes(capacity));
    for (int i = 0; i < capacity; i++) {
      index.add(i * 2000L, i * 500_000L);
    }
    for (Format format : Formats.all()) {
      List<Track> tracks = List.of(new Track(1, 1000, format), new Track(2, 1000, Formats.OPUS_SURROUND));
      assertThat(sizeOf(tracks, index)).isEqualTo(FlvMetadata.tagBytes(capacity));
    }
  }

  /** A small reader of AMF0 written for this test: the text shows the values in order, and that everything is closed. */
  @Test
  void tag_ofAFinishedFile_tellsEverything() {
    KeyFrameIndex index = new KeyFrameIndex(4);
    index.add(0, 5000);
    index.add(2000, 90_000);
    List<Track> tracks = List.of(new Track(1, 1000, Formats.H264_720P), new Track(2, 1000, Formats.AAC_STEREO));
    ByteBuffer tag = ByteBuffer.allocate(FlvMetadata.tagBytes(4));
    new FlvMetadata(tracks, 4040, 1_000_000, 4000, index).putTag(tag);
    int bodyBytes = tag.getInt(0) & 0xFFFFFF;
    assertThat(tag.getInt(tag.capacity() - 4)).isEqualTo(11 + bodyBytes);
    ByteBuffer body = tag.slice(FlvTags.HEADER_BYTES, bodyBytes);

    assertThat(value(body)).isEqualTo("onMetaData");
    assertThat(value(body).replaceAll("spacer=\\[(0\\.0(, )?)*\\], rest= *",
        "spacer")).isEqualTo("{duration=4.04, filesize=1000000.0, lasttimestamp=4.0, "
        + "hasVideo=true, width=1280.0, height=720.0, videocodecid=7.0, "
        + "hasAudio=true, audiosamplerate=48000.0, audiosamplesize=16.0, audiochannels=2.0, stereo=true, audiocodecid=10.0, "
        + "encoder=Livetape, hasKeyframes=true, keyframes={filepositions=[" + (13.0 + tag.capacity())
        + ", 5000.0, 90000.0], times=[0.0, 0.0, 2.0]}, spacer}");
    assertThat(body.remaining()).isZero();
  }

  @Test
  void liveBody_ofEnhancedCodecs_namesThemByFourCc() {
    ByteBuffer body = FlvMetadata.liveBody(List.of(new Track(1, 1000, Formats.H265_720P)));
    assertThat(value(body)).isEqualTo("onMetaData");
    assertThat(value(body)).contains("videocodecid=1.752589105E9").doesNotContain("hasAudio");
    assertThat(body.remaining()).isZero();
  }

  private static int sizeOf(List<Track> tracks, KeyFrameIndex index) {
    ByteBuffer out = ByteBuffer.allocate(FlvMetadata.tagBytes(index.capacity()) + 100);
    new FlvMetadata(tracks, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, index).putTag(out);
    return out.position();
  }

  private static String value(ByteBuffer in) {
    return switch (in.get()) {
      case 0 -> Double.toString(in.getDouble());
      case 1 -> Boolean.toString(in.get() != 0);
      case 2 -> text(in);
      case 3 -> properties(in);
      case 8 -> properties(in.position(in.position() + 4));
      case 10 -> strictArray(in);
      default -> throw new AssertionError("marker at " + (in.position() - 1));
    };
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.getShort() & 0xFFFF];
    in.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static String properties(ByteBuffer in) {
    List<String> properties = new ArrayList<>();
    for (String key = text(in); !key.isEmpty(); key = text(in)) {
      properties.add(key + "=" + value(in));
    }
    assertThat(in.get()).isEqualTo((byte) 9);
    return "{" + String.join(", ", properties) + "}";
  }

  private static String strictArray(ByteBuffer in) {
    List<String> values = new ArrayList<>();
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      values.add(value(in));
    }
    return values.toString();
  }
}
