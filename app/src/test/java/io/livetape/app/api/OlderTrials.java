package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import io.livetape.media.FileFormat;
import io.livetape.vod.RecordedFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The two older interfaces: API 2.0 (contract 6.6) and {@code /common_access} (contract 5). */
final class OlderTrials {
  private OlderTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "2.0.ConcatVideo", OlderTrials::concat,
        "2.0.SimpleConcatHls", OlderTrials::join,
        "oldest.Live_Tape_GetFilelist", OlderTrials::fileList,
        "oldest.Live_Tape_Start", OlderTrials::tape,
        "oldest.Live_Tape_Stop", OlderTrials::tape,
        "oldest.Live_Channel_GetStatus", OlderTrials::status,
        "oldest.Live_Channel_SetStatus", OlderTrials::status,
        "oldest.Live_Channel_GetLiveChannelList", OlderTrials::channels,
        "oldest.channel_manager", OlderTrials::manage);
  }

  private static Map<String, String> sources(Stage stage) {
    List<RecordedFile> files = stage.scene().recorded(FileFormat.HLS);
    return new TreeMap<>(Map.of("srcFileList.0.fileId", files.get(0).fileId(), "srcFileList.1.fileId", files.get(1).fileId(),
        "name", stage.name() + " 录 a&b+c"));
  }

  private static void concat(Stage stage) {
    Map<String, String> parameters = sources(stage);
    parameters.put("dstType.0", "m3u8");
    parameters.put("dstType.1", "mp4");
    JsonNode answer = stage.version2("ConcatVideo", parameters);
    assertThat(answer.path("code").asInt(9)).as(answer.toString()).isZero();
    JsonNode task = stage.finished(answer.path("vodTaskId").asText()).path("ConcatTask");
    assertThat(task.path("FileInfoSet").findValuesAsText("FileType")).containsExactly("m3u8", "mp4");
    for (JsonNode made : task.path("FileInfoSet")) {
      assertThat(made.path("ErrCode").asInt(9)).as(made.path("Message").asText()).isZero();
      assertThat(stage.scene().server().get(made.path("FileUrl").asText())).isNotEmpty();
    }
  }

  private static void join(Stage stage) {
    JsonNode answer = stage.version2("SimpleConcatHls", sources(stage));
    assertThat(answer.path("code").asInt(9)).as(answer.toString()).isZero();
    RecordedFile made = stage.scene().server().data().files().stream()
        .filter(file -> file.fileId().equals(answer.path("fileId").asText())).findFirst().orElseThrow();
    assertThat(made.name()).isEqualTo(stage.name() + " 录 a&b+c");
    assertThat(stage.scene().server().get(stage.scene().server().url(made))).contains("#EXT-X-DISCONTINUITY");
  }

  private static void fileList(Stage stage) {
    JsonNode output = stage.oldest("Live_Tape_GetFilelist", "Param.s.channel_id=" + Scene.SHOW + "&Param.n.page_size=100");
    assertThat(output.path("file_list").findValuesAsText("file_id"))
        .contains(stage.scene().recorded(FileFormat.MP4).getFirst().fileId());
  }

  private static void tape(Stage stage) {
    String times = "&Param.s.start_time=" + RecordTaskTrials.beijing(60).replace(' ', '+') + "&Param.s.end_time="
        + RecordTaskTrials.beijing(120).replace(' ', '+');
    long task = stage.oldest("Live_Tape_Start", "Param.s.channel_id=" + stage.name() + times + "&Param.s.file_format=mp4")
        .path("task_id").longValue();
    assertThat(task).isPositive();
    stage.oldest("Live_Tape_Stop", "Param.s.channel_id=" + stage.name() + "&Param.n.task_id=" + task);
  }

  private static int status(Stage stage, String channel) {
    return stage.oldest("Live_Channel_GetStatus", "Param.s.channel_id=" + channel).path("status").asInt();
  }

  private static void status(Stage stage) {
    assertThat(status(stage, Scene.ON_AIR)).isEqualTo(1);
    stage.oldest("Live_Channel_SetStatus", "Param.s.channel_id=" + Scene.SHOW + "&Param.n.status=0");
    assertThat(status(stage, Scene.SHOW)).isEqualTo(3);
    stage.oldest("Live_Channel_SetStatus", "Param.s.channel_id=" + Scene.SHOW + "&Param.n.status=1");
    assertThat(status(stage, Scene.SHOW)).isZero();
  }

  private static void channels(Stage stage) {
    JsonNode output = stage.oldest("Live_Channel_GetLiveChannelList", "");
    assertThat(output.path("channel_list").findValuesAsText("channel_id")).containsExactly(Scene.ON_AIR);
  }

  private static void manage(Stage stage) {
    stage.oldest("channel_manager", "Param.s.channel_id=" + Scene.SHOW + "&Param.s.action=forbid");
    assertThat(status(stage, Scene.SHOW)).isEqualTo(3);
    stage.oldest("channel_manager", "Param.s.channel_id=" + Scene.SHOW + "&Param.s.action=resume");
    assertThat(status(stage, Scene.SHOW)).isZero();
  }
}
