package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoUrlsTest {
  private final VideoUrls urls = new VideoUrls("https://replay.test", 1_250_000_001L);

  @ParameterizedTest
  @CsvSource({"MP4, f0.mp4", "FLV, f0.flv", "AAC, f0.aac", "HLS, playlist.m3u8"})
  void address_endsWithTheExtension(FileFormat format, String end) {
    assertThat(urls.of(format, Long.MAX_VALUE)).isEqualTo("https://replay.test/vod/1250000001/9223372036854775807/" + end);
    assertThat(urls.page(7)).isEqualTo("https://replay.test/watch/7");
  }

  @ParameterizedTest
  @CsvSource({"show, show", "a b, a%20b", "a+b, a%2Bb", "../x, ..%2Fx", "a?b#c%, a%3Fb%23c%25", "直播, %E7%9B%B4%E6%92%AD",
      "a\"b<, a%22b%3C"})
  void pageOfAStream_keepsItsNameInOneSegment(String name, String segment) {
    assertThat(VideoUrls.streamPagePath("live", name)).isEqualTo("/watch/live/" + segment);
  }
}
