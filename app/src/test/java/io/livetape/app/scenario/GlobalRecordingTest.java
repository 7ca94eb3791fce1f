package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is configured for every stream holds, unless the push address asks for formats of its own. */
class GlobalRecordingTest {
  @AutoClose
  private static LivetapeServer server;
  private static Path source;
  private static int streamCount;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG);
    source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    server = LivetapeServer.start("recording.formats=mp4,aac");
  }

  @ParameterizedTest
  @CsvSource({"other=1, mp4 aac", "record=flv, flv", "record=hls|flv, hls flv", "record=avi, mp4 aac", "record=, mp4 aac"})
  void push_whereEveryStreamIsRecorded_isRecordedAsItAsksOrAsConfigured(String parameter, String formats) {
    String stream = "show" + ++streamCount;
    Encoders.ffmpeg(source, server.pushUrl(stream, parameter));

    assertThat(server.awaitFiles(stream, formats.split(" ").length)).extracting(file -> file.format().label())
        .containsExactlyInAnyOrder(formats.split(" "));
  }
}
