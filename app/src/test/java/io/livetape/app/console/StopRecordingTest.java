package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.console.account.Role;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A recording that a rule asked for is stopped, and its push goes on. */
class StopRecordingTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  @AutoClose
  private static CallbackReceiver receiver;
  @AutoClose
  private static LivetapeServer server;
  @AutoClose
  private static ConsoleClient client;
  private static Path clip;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG);
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10)));
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("recording.segment-target=1", "recording.continuation=60", "callback.url=" + receiver.url());
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    client = ConsoleClient.ofAdmin(server);
    long template = client.call("live/CreateLiveRecordTemplate", "{\"TemplateName\":\"both\",\"Mp4Param\":{\"Enable\":1},"
        + "\"HlsParam\":{\"Enable\":1},\"HlsSpecialParam\":{\"FlowContinueDuration\":60}}").path("TemplateId").asLong();
    JsonNode rule = client.call("live/CreateLiveRecordRule", "{\"DomainName\":\"127.0.0.1\",\"TemplateId\":" + template + "}");
    assertThat(rule.has("Error")).as(rule.toString()).isFalse();
  }

  @Test
  void recordingOfARule_endsWithoutItsPush_isAnnounced_canBeBegunAgain_andTheNextPushIsRecorded() {
    try (ToolProcess push = push("show")) {
      String sequence = recorded("show", 1).path("PushSequence").asText();
      assertThat(stop("show", sequence).has("Error")).isFalse();
      List<RecordedFile> files = server.awaitFiles("show", 2);

      assertThat(files).as("an HLS file that would wait for its publisher has landed too").hasSize(2);
      Awaitility.await("both are announced").atMost(LivetapeServer.PATIENCE).until(() -> receiver.events(100).size() == 2);
      assertThat(receiver.events(0)).as("the push goes on").isEmpty();
      recorded("show", 0);
      assertThat(stop("show", sequence).path("Error").path("Code").asText()).isEqualTo("ResourceNotFound.Recording");

      JsonNode task = client.call("live/CreateRecordTask", "{\"StreamName\":\"show\",\"AppName\":\"live\",\"DomainName\":\"127.0.0.1\","
          + "\"EndTime\":" + (Instant.now().getEpochSecond() + 600) + "}");
      assertThat(recorded("show", 1).path("Recordings").path(0).path("TaskId").asText()).isEqualTo(task.path("TaskId").asText());
      assertThat(stop("show", sequence).path("Error").path("Code").asText()).as("tasks' recordings are not its business")
          .isEqualTo("ResourceNotFound.Recording");
      Awaitility.await("a key frame").atMost(LivetapeServer.PATIENCE).until(() -> !server.data().openFileIds().isEmpty());
      client.call("live/StopRecordTask", "{\"TaskId\":\"" + task.path("TaskId").asText() + "\"}");
      assertThat(server.awaitFiles("show", 3)).last().satisfies(file -> assertThat(file.origin().taskId()).isNotEmpty());
      assertThat(push.alive()).isTrue();
    }
    server.awaitNoPush();
    try (ToolProcess _ = push("show")) {
      assertThat(recorded("show", 1).path("Recordings").path(0).path("TaskId").asText()).isEmpty();
    }
    server.awaitNoPush();
    server.awaitAudit("^admin console/StopRecording AppName=live StreamName=show.* OK$");
  }

  @Test
  void stop_ofAPushThatIsGone_orByAViewer_stopsNothing() {
    try (ToolProcess _ = push("other"); ConsoleClient vera = ConsoleClient.of(server, "vera", "viewer-password")) {
      String sequence = recorded("other", 1).path("PushSequence").asText();
      assertThat(stop("other", "1").path("Error").path("Code").asText()).isEqualTo("ResourceNotFound.Push");
      assertThat(stop("show", sequence).path("Error").path("Code").asText()).isEqualTo("ResourceNotFound.Push");
      assertThat(vera.call("console/StopRecording", which("other", sequence)).path("Error").path("Code").asText())
          .isEqualTo("UnauthorizedOperation");
      recorded("other", 1);
    }
    server.awaitNoPush();
  }

  private static ToolProcess push(String stream) {
    ToolProcess push = Ffmpeg.pushForEver(clip, server.pushUrl(stream), LIMIT);
    Awaitility.await("a file").atMost(LivetapeServer.PATIENCE).until(() -> !server.data().openFileIds().isEmpty());
    return push;
  }

  private static JsonNode stop(String stream, String sequence) {
    return client.call("console/StopRecording", which(stream, sequence));
  }

  private static String which(String stream, String sequence) {
    return "{\"AppName\":\"live\",\"StreamName\":\"" + stream + "\",\"PushSequence\":\"" + sequence + "\"}";
  }

  /** The stream's row, once it has so many recordings. */
  private static JsonNode recorded(String stream, int count) {
    return Awaitility.await(stream + " has " + count + " recordings").atMost(LivetapeServer.PATIENCE).until(
        () -> client.call("console/DescribeStream", "{\"AppName\":\"live\",\"StreamName\":\"" + stream + "\"}").path("Stream"),
        row -> row.has("Recordings") && row.path("Recordings").size() == count);
  }
}
