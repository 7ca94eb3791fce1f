package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.config.Config;
import io.livetape.app.config.ConfigLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo is the first thing that a newcomer runs: it has to work with nothing else at hand. Takes as long as its clip. */
class DemoTest {
  @TempDir Path folder;

  @Test
  void demo_withNoServerRunning_endsWithTheAddressesOfThreeRecordings() throws Exception {
    Config config = ConfigLoader.load(Optional.empty(), Map.of(), List.of(
        "rtmp.host=127.0.0.1", "rtmp.port=0", "http.host=127.0.0.1", "http.port=0"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ServerOperations(new PrintStream(out, true, StandardCharsets.UTF_8)).demo(config, folder);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("starting one", "pushed 5 of", "push ended: publisher sent deleteStream");
    assertThat(text).containsPattern("mp4  http://127.0.0.1:\\d+/vod/1250000001/\\d+/f0.mp4");
    assertThat(text).containsPattern("hls  http://127.0.0.1:\\d+/vod/1250000001/\\d+/playlist.m3u8");
    assertThat(text).containsPattern("flv  http://127.0.0.1:\\d+/vod/1250000001/\\d+/f0.flv");
  }
}
