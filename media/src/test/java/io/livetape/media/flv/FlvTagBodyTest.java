package io.livetape.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.flv.FlvTagBody.Codec;
import io.livetape.media.flv.FlvTagBody.Kind;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlvTagBodyTest {
  /** fourCCs: avc1 61766331, hvc1 68766331, av01 61763031, vp09 76703039, mp4a 6d703461, Opus 4f707573, vvc1 76766331, fLaC 664c6143. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      avc config                    | video | 17 00 000000 0164           | CONFIG      | H264 | false |    0 | 0164
      avc key frame                 | video | 17 01 000050 0000           | FRAME       | H264 | true  |   80 | 0000
      avc inter frame               | video | 27 01 ffffd8 aa             | FRAME       | H264 | false |  -40 | aa
      avc disposable frame          | video | 37 01 000000 aa             | FRAME       | H264 | false |    0 | aa
      avc generated key is no entry | video | 47 01 000000 aa             | FRAME       | H264 | false |    0 | aa
      avc end                       | video | 17 02 000000                | END         | H264 | false |    0 |
      avc empty frame               | video | 27 01 000000                | IGNORED     | H264 | false |    0 |
      avc empty config              | video | 17 00 000000                | IGNORED     | H264 | false |    0 |
      hevc by number, config        | video | 1c 00 000000 0101           | CONFIG      | H265 | false |    0 | 0101
      hevc by number, frame         | video | 2c 01 000028 02             | FRAME       | H265 | false |   40 | 02
      command                       | video | 57 00                       | IGNORED     |      | false |    0 |
      sorenson                      | video | 22 00 00                    | UNSUPPORTED |      | false |    0 |
      vp6                           | video | 14 00                       | UNSUPPORTED |      | false |    0 |
      avc1 config                   | video | 90 61766331 0164            | CONFIG      | H264 | false |    0 | 0164
      avc1 frame                    | video | a1 61766331 000010 aabb     | FRAME       | H264 | false |   16 | aabb
      hvc1 config                   | video | 90 68766331 0101            | CONFIG      | H265 | false |    0 | 0101
      hvc1 key frame                | video | 91 68766331 ffffff aa       | FRAME       | H265 | true  |   -1 | aa
      hvc1 frame without offset     | video | a3 68766331 aa              | FRAME       | H265 | false |    0 | aa
      hvc1 end                      | video | 92 68766331                 | END         | H265 | false |    0 |
      av01 config                   | video | 90 61763031 81              | CONFIG      | AV1  | false |    0 | 81
      av01 key frame                | video | 91 61763031 0a0b            | FRAME       | AV1  | true  |    0 | 0a0b
      vp09 config                   | video | 90 76703039 00              | CONFIG      | VP9  | false |    0 | 00
      vp09 frame                    | video | a1 76703039 8249            | FRAME       | VP9  | false |    0 | 8249
      colour metadata               | video | 94 68766331 0200            | IGNORED     | H265 | false |    0 |
      enhanced command              | video | d0 00                       | IGNORED     |      | false |    0 |
      vvc1                          | video | 90 76766331 00              | UNSUPPORTED |      | false |    0 |
      modifier then frame           | video | 97 02 000102 01 61766331 000000 aa | FRAME | H264 | true |   0 | aa
      two modifiers                 | video | 97 00 00 07 00 00 03 61766331 aa   | FRAME | H264 | true |   0 | aa
      one track, number 0           | video | 96 01 68766331 00 000005 aa | FRAME       | H265 | true  |    5 | aa
      one track, number 1           | video | 96 01 68766331 01 000005 aa | IGNORED     | H265 | false |    0 |
      aac config                    | audio | af 00 1190                  | CONFIG      | AAC  | true  |    0 | 1190
      aac frame                     | audio | af 01 21                    | FRAME       | AAC  | true  |    0 | 21
      aac empty frame               | audio | af 01                       | IGNORED     | AAC  | true  |    0 |
      mp3                           | audio | 2f ff                       | UNSUPPORTED |      | true  |    0 |
      speex                         | audio | b6 00                       | UNSUPPORTED |      | true  |    0 |
      mp4a config                   | audio | 90 6d703461 1190            | CONFIG      | AAC  | true  |    0 | 1190
      Opus frame                    | audio | 91 4f707573 fc              | FRAME       | OPUS | true  |    0 | fc
      Opus end                      | audio | 92 4f707573                 | END         | OPUS | true  |    0 |
      channel layout                | audio | 94 4f707573 0102            | IGNORED     | OPUS | true  |    0 |
      flac                          | audio | 91 664c6143 00              | UNSUPPORTED |      | true  |    0 |
      one audio track               | audio | 95 01 4f707573 00 fc        | FRAME       | OPUS | true  |    0 | fc
      another audio track           | audio | 95 01 4f707573 02 fc        | IGNORED     | OPUS | true  |    0 |
      audio modifier                | audio | 97 00 aa 01 4f707573 fc     | FRAME       | OPUS | true  |    0 | fc
      """)
  void body_ofEveryForm_isRead(String name, String type, String hex, Kind kind, Codec codec, boolean sync, int offsetMs, String data)
      throws Exception {
    byte[] bytes = bytes(hex);
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 5).put(3, bytes);

    FlvTagBody body = read(type, buffer, 3, bytes.length);

    assertThat(body.kind()).isEqualTo(kind);
    assertThat(body.compositionOffsetMs()).isEqualTo(offsetMs);
    assertThat(body.sync()).isEqualTo(sync);
    if (kind != Kind.UNSUPPORTED && kind != Kind.IGNORED) {
      assertThat(body.codec()).isEqualTo(codec);
    }
    if (kind == Kind.CONFIG || kind == Kind.FRAME) {
      assertThat(body.config().toHex()).isEqualTo(data);
      assertThat(body.dataOffset() + body.dataSizeBytes()).isEqualTo(3 + bytes.length);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "video, 17 03 000000 aa, 5, unknown packet type 3",
    "video, 17 01 0000, 2, ends early",
    "video, 95 61766331 aa, 5, unsupported video packet type 5",
    "video, 96 11 61766331 00 000001 aa, 2, several tracks",
    "video, 96 21 00 61766331, 2, several tracks",
    "video, 97 ff 0100 00, 4, ends early",
    "audio, af 07 00, 2, unknown packet type 7",
    "audio, 95 11 4f707573 00 000001 fc, 2, several tracks",
    "audio, 93 4f707573 00, 5, unsupported audio packet type 3",
  })
  void body_thatBreaksTheRules_isMalformedWithItsOffset(String type, String hex, int offset, String message) {
    byte[] bytes = bytes(hex);
    assertThatThrownBy(() -> read(type, ByteBuffer.wrap(bytes), 0, bytes.length))
        .isInstanceOfSatisfying(MalformedMediaException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "video, 9702000102 01 61766331 000000 aa, 13", "video, 96 01 68766331 00 000005 aa, 10", "video, 27 01 ffffd8 aa, 5",
    "audio, af 00 1190, 2", "audio, 97 00 aa 01 4f707573 fc, 8",
  })
  void body_cutInItsHeader_isMalformedOrEmpty(String type, String hex, int headerBytes) throws Exception {
    byte[] bytes = bytes(hex);
    for (int size = 1; size < bytes.length; size++) {
      int cut = size;
      if (cut < headerBytes) {
        assertThatThrownBy(() -> read(type, ByteBuffer.wrap(bytes), 0, cut)).isInstanceOf(MalformedMediaException.class);
      } else {
        Kind expected = cut == headerBytes ? Kind.IGNORED : Kind.CONFIG;
        assertThat(read(type, ByteBuffer.wrap(bytes), 0, cut).kind()).isEqualTo(expected);
      }
    }
  }

  @Test
  void body_ofNoBytes_isIgnored() throws Exception {
    assertThat(read("video", ByteBuffer.allocate(0), 0, 0).kind()).isEqualTo(Kind.IGNORED);
    assertThat(read("audio", ByteBuffer.allocate(0), 0, 0).kind()).isEqualTo(Kind.IGNORED);
  }

  @Test
  void codecText_ofUnsupportedCodecs_namesThemWithoutControlCharacters() throws Exception {
    assertThat(read("video", ByteBuffer.wrap(bytes("2200")), 0, 2).codecText()).isEqualTo("2");
    assertThat(read("video", ByteBuffer.wrap(bytes("9076766331")), 0, 5).codecText()).isEqualTo("vvc1");
    assertThat(read("audio", ByteBuffer.wrap(bytes("910a2e41ff")), 0, 5).codecText()).isEqualTo("?.A?");
    assertThat(read("video", ByteBuffer.wrap(bytes("90be766331")), 0, 5).codecText()).as("highest bit set").isEqualTo("?vc1");
  }

  /** Whatever comes, a body is read, or malformed; and its payload lies inside it. */
  @Test
  void noise_isReadOrMalformed() {
    Random random = new Random(20_260_101);
    int malformed = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] noise = new byte[random.nextInt(1, 20)];
      random.nextBytes(noise);
      try {
        FlvTagBody body = read(random.nextBoolean() ? "video" : "audio", ByteBuffer.wrap(noise), 0, noise.length);
        assertThat(body.dataOffset() + body.dataSizeBytes()).isEqualTo(noise.length);
        assertThat(body.dataSizeBytes()).isNotNegative();
      } catch (MalformedMediaException _) {
        malformed++;
      }
    }
    assertThat(malformed).isBetween(1, 5000);
  }

  private static FlvTagBody read(String type, ByteBuffer buffer, int offset, int size) throws MalformedMediaException {
    FlvTagBody body = new FlvTagBody();
    return type.equals("video") ? body.readVideo(buffer, offset, size) : body.readAudio(buffer, offset, size);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
