package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.console.account.Role;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a window, where streams of two applications have one name: one recorded as MP4, the other as FLV, at the same time. */
class WindowFileTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int LONG_SECONDS = 6;
  private static final int SHORT_SECONDS = 3;
  @AutoClose
  private static LivetapeServer server;
  @AutoClose
  private static ConsoleClient client;
  private static long begin;

  @BeforeAll
  static void record() {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start("recording.segment-target=1");
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    client = ConsoleClient.ofAdmin(server);
    begin = Instant.now().getEpochSecond() - 1;
    try (ToolProcess one = push("north", LONG_SECONDS, "record=mp4"); ToolProcess other = push("south", SHORT_SECONDS, "record=flv")) {
      assertThat(List.of(one, other)).allSatisfy(push -> assertThat(push.await(LIMIT).status()).isZero());
    }
    server.awaitFiles("show", 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"north", "south"})
  void file_isOfItsOwnApplicationsStream(String app) {
    JsonNode file = made(client.call("console/MakeWindowFile", window(app)));
    double seconds = file.path("EditMediaTask").path("MetaData").path("Duration").asDouble();
    assertThat(seconds).as(file.toString()).isCloseTo(app.equals("north") ? LONG_SECONDS : SHORT_SECONDS, within(0.2));
  }

  @Test
  void file_ofAnApplicationThatHasNoSuchStream_isNotMade() {
    JsonNode task = made(client.call("console/MakeWindowFile", window("east")));
    assertThat(task.path("EditMediaTask").path("ErrCodeExt").asText()).as(task.toString()).isEqualTo("SourceFile.NotFound");
  }

  @Test
  void viewer_makesNone_andAWindowThatIsNone_isRefused() {
    try (ConsoleClient vera = ConsoleClient.of(server, "vera", "viewer-password")) {
      assertThat(vera.call("console/MakeWindowFile", window("north")).path("Error").path("Code").asText())
          .isEqualTo("UnauthorizedOperation");
    }
    assertThat(client.call("console/MakeWindowFile", "{\"AppName\":\"north\",\"StreamName\":\"show\",\"From\":5,\"To\":5}")
        .path("Error").path("Code").asText()).isEqualTo("InvalidParameterValue.To");
  }

  private static JsonNode made(JsonNode set) {
    String ask = "{\"TaskId\":\"" + set.path("TaskId").asText() + "\"}";
    return Awaitility.await(set.toString()).atMost(LivetapeServer.PATIENCE).until(
        () -> client.call("vod/DescribeTaskDetail", ask), task -> task.path("Status").asText().equals("FINISH"));
  }

  private static String window(String app) {
    return "{\"AppName\":\"" + app + "\",\"StreamName\":\"show\",\"From\":" + begin + ",\"To\":" + (begin + 600) + "}";
  }

  private static ToolProcess push(String app, int seconds, String record) {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(seconds)));
    String url = server.pushUrl("show", record).replace("/live/", "/" + app + "/");
    return Ffmpeg.push(clip, url, Ffmpeg.Pace.REAL_TIME, LIMIT);
  }
}
