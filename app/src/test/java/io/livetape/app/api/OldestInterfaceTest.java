package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code GET /common_access}, as clients of the oldest interface call it. */
class OldestInterfaceTest {
  private static final String KEY = "callback-key";

  private LivetapeServer server;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start("callback.key=" + KEY);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void fileList_ofAStream_hasWhatWasRecordedOfIt() {
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show", "record=mp4|flv"));
    server.awaitFiles("show", 2);
    JsonNode output = call("Live_Tape_GetFilelist", "Param.s.channel_id=show").path("output");

    assertThat(output.path("all_count").asInt()).isEqualTo(2);
    for (JsonNode entry : output.path("file_list")) {
      RecordedFile file = server.data().files("show").stream()
          .filter(one -> one.fileId().equals(entry.path("file_id").asText())).findFirst().orElseThrow();
      assertThat(entry.path("vid").asText()).isEqualTo(file.videoId());
      assertThat(entry.path("record_file_url").asText()).isEqualTo(server.url(file));
    }
    assertThat(call("Live_Tape_GetFilelist", "Param.s.channel_id=nobody").path("ret").asInt()).isEqualTo(20601);
  }

  @Test
  void tapeStartAndStop_ofALiveStream_recordIt() {
    String start = "Param.s.channel_id=show&Param.n.task_sub_type=1&Param.s.file_format=mp4";
    assertThat(call("Live_Tape_Start", start).path("ret").asInt()).isEqualTo(20601);
    try (LivePush _ = LivePush.start(server, "show")) {
      long task = call("Live_Tape_Start", start).path("output").path("task_id").asLong();
      Awaitility.await("the recording").atMost(LivetapeServer.PATIENCE).until(() -> server.data().openFileIds().size() == 1);
      assertThat(call("Live_Tape_Stop", "Param.s.channel_id=show&Param.s.task_id=" + task).path("ret").asInt()).isZero();

      RecordedFile file = server.awaitFiles("show", 1).getFirst();
      assertThat(file.format()).isEqualTo(FileFormat.MP4);
      assertThat(file.origin().taskId()).isEqualTo(Long.toString(task));
    }
  }

  @Test
  void channelStatus_asItIsSet_isToldAndHolds() {
    assertThat(call("Live_Channel_GetStatus", "Param.s.channel_id=show").path("ret").asInt()).isEqualTo(20601);
    try (LivePush push = LivePush.start(server, "show")) {
      assertThat(status()).isEqualTo(1);
      assertThat(call("Live_Channel_GetLiveChannelList", "").path("output").path("channel_list").get(0).path("channel_id").asText())
          .isEqualTo("show");
      call("Live_Channel_SetStatus", "Param.s.channel_id=show&Param.n.status=0");
      Awaitility.await("the encoder ends").atMost(LivetapeServer.PATIENCE).until(() -> !push.alive());
    }
    assertThat(status()).isEqualTo(3);
    call("Live_Channel_SetStatus", "Param.s.channel_id=show&Param.n.status=1");
    Awaitility.await("idle").atMost(LivetapeServer.PATIENCE).until(() -> status() == 0);
  }

  private int status() {
    return call("Live_Channel_GetStatus", "Param.s.channel_id=show").path("output").path("status").asInt();
  }

  private JsonNode call(String name, String parameters) {
    return new OldestCalls(server, KEY).call(name, parameters);
  }
}
