package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Json;
import io.livetape.testkit.Ports;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands work on a data folder whose server runs, has stopped, or was never started. */
class CommandsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Clip CLIP = Clip.h264Aac(Duration.ofSeconds(1));

  @TempDir
  private Path folder;

  @Test
  void pushUrl_ofARunningServer_isLetInAndRecorded() {
    Witness.require(Witness.FFMPEG);
    try (LivetapeServer server = LivetapeServer.start()) {
      List<String> urls = run(
          "push-url", "one", "two", "--record", "mp4|flv", "--interval", "60", "--data", server.root().toString()).lines().toList();

      assertThat(urls).hasSize(2);
      assertThat(urls.get(0)).startsWith("rtmp://127.0.0.1:" + server.rtmpPort() + "/live/one?txSecret=")
          .endsWith("&record=mp4|flv&record_interval=60");
      Encoders.ffmpeg(Ffmpeg.make(CLIP), urls.get(1));
      assertThat(server.awaitFiles("two", 2)).hasSize(2);
    }
  }

  @Test
  void pushUrl_madeBeforeTheFirstStartOrWhileStopped_isLetInLater() {
    Witness.require(Witness.FFMPEG);
    try (LivetapeServer server = LivetapeServer.start()) {
      server.stop();
      String url = run("push-url", "later", "--record", "flv", "--data", server.root().toString()).strip();
      server.startAgain();
      Encoders.ffmpeg(Ffmpeg.make(CLIP), url);

      assertThat(server.awaitFiles("later", 1)).hasSize(1);
    }
    String fresh = run("push-url", "first", "--data", folder.resolve("new").toString()).strip();
    assertThat(fresh).matches("rtmp://127\\.0\\.0\\.1/live/first\\?txSecret=[0-9a-f]{32}&txTime=[0-9A-F]{8}");
    assertThat(run("push-url", "first", "--data", folder.resolve("new").toString()).strip()).startsWith(fresh.substring(0, 30));
  }

  @Test
  void keysAdd_onARunningAndAStoppedServer_keepsTheKey() {
    try (LivetapeServer server = LivetapeServer.start()) {
      checkKeyIsKept(server);
      server.stop();
      checkKeyIsKept(server);
    }
  }

  private static void checkKeyIsKept(LivetapeServer server) {
    JsonNode key = Json.parse(run("keys", "add", "me", "--data", server.root().toString()));

    assertThat(key.propertyStream().map(Map.Entry::getKey)).containsExactly("secretId", "secretKey");
    assertThat(key.path("secretId").asText()).matches("AKID[A-Za-z0-9]{32}");
    assertThat(server.data().hasApiKey(key.path("secretId").asText(), key.path("secretKey").asText())).isTrue();
  }

  @Test
  void secondServer_onOneDataFolder_saysSoAndTheFirstGoesOn() {
    try (LivetapeServer server = LivetapeServer.start();
        ToolProcess second = LivetapeServer.command("serve", "--data", server.root().toString(), "--set", "rtmp.port=0", "--set",
            "http.port=0")) {
      ToolProcess.Result result = second.await(LIMIT);

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("another server uses the data folder").contains(server.root().toString()).doesNotContain("\tat ");
      assertThat(server.get(server.http("/readyz"))).isEqualTo("ready\n");
    }
  }

  @Test
  void server_whosePortIsTaken_saysWhichAndLeavesNothingRunning() throws Exception {
    try (LivetapeServer server = LivetapeServer.start()) {
      for (String port : List.of("rtmp.port=" + server.rtmpPort(), "http.port=" + server.http("").replaceAll(".*:", ""))) {
        String other = port.startsWith("rtmp") ? "http.port=" + Ports.free() : "rtmp.port=" + Ports.free();
        try (ToolProcess second = LivetapeServer.command("serve", "--data", folder.toString(), "--set", "rtmp.host=127.0.0.1", "--set",
            "http.host=127.0.0.1", "--set", port, "--set", other)) {
          ToolProcess.Result result = second.await(LIMIT);

          assertThat(result.status()).isEqualTo(1);
          assertThat(result.err()).contains("cannot listen on 127.0.0.1:" + port.replaceAll(".*=", "")).doesNotContain("\tat ");
        }
      }
    }
  }

  @Test
  void dataFolder_ofANewServer_isItsOwnersAlone() throws Exception {
    try (LivetapeServer server = LivetapeServer.start()) {
      assertThat(Files.getPosixFilePermissions(server.root())).extracting(Enum::name).allMatch(name -> name.startsWith("OWNER"));
      assertThat(Files.getPosixFilePermissions(server.root().resolve("livetape.db"))).extracting(Enum::name)
          .allMatch(name -> name.startsWith("OWNER"));
    }
  }

  private static String run(String... arguments) {
    try (ToolProcess command = LivetapeServer.command(arguments)) {
      ToolProcess.Result result = command.await(LIMIT);
      assertThat(result.status()).as(result.err()).isZero();
      return result.out();
    }
  }
}
