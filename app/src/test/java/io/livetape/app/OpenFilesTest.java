package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.config.Config;
import io.livetape.app.config.ConfigLoader;
import io.livetape.rtmp.RtmpConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {
  @ParameterizedTest
  @CsvSource({
    "1048576,             20000, 10000, 10000",
    "9223372036854775807, 20000, 10000, 10000",
    "26668,               20000, 10000, 10000",
    "20000,               20000, 10000, 7500",
    "20000,               30000, 10000, 5000",
    "1024,                20000, 10000, 384",
    "4,                   20000, 100,   1"
  })
  void share_ofAListener_leavesAQuarterForFiles(long max, long wanted, int connectionMax, int share) {
    assertThat(new OpenFiles(max, wanted).share(connectionMax)).isEqualTo(share);
  }

  @Test
  void limit_ofRtmp_leavesHalfOfThePlacesToThoseWhoPushOrPlay() {
    RtmpConfig defaults = RtmpConfig.defaults();
    assertThat(new OpenFiles(1_000_000, 20_000).limit(defaults).crowd()).isEqualTo(new RtmpConfig.Crowd(10_000, 5_000, 2_000));
    assertThat(new OpenFiles(20_000, 20_000).limit(defaults).crowd()).isEqualTo(new RtmpConfig.Crowd(7_500, 5_000, 2_000));
    assertThat(new OpenFiles(4_000, 20_000).limit(defaults).crowd()).isEqualTo(new RtmpConfig.Crowd(1_500, 5_000, 750));
  }

  @Test
  void process_ofThisTest_hasALimit() throws Exception {
    Config config = ConfigLoader.load(Optional.empty(), Map.of(), List.of("rtmp.connection-max=30", "http.connection-max=12"));
    OpenFiles openFiles = OpenFiles.of(config);
    assertThat(openFiles.wanted()).isEqualTo(42);
    assertThat(openFiles.max()).isGreaterThan(100);
    assertThat(openFiles.share(30)).isEqualTo(30);
  }
}
