package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import java.util.Map;

/** Tasks on files, and what is told of them (contract 6.5, 6.7). */
final class WorkTrials {
  private WorkTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "vod.EditMedia", WorkTrials::edit,
        "vod.PullUpload", WorkTrials::pull,
        "vod.DescribeTaskDetail", WorkTrials::edit,
        "vod.DescribeTasks", WorkTrials::list,
        "vod.ManageTask", WorkTrials::abort);
  }

  private static String edited(Stage stage) {
    String first = stage.scene().recorded(FileFormat.MP4).getFirst().fileId();
    String second = stage.scene().recorded(FileFormat.HLS).getLast().fileId();
    return stage.vod("EditMedia", """
        {'InputType':'File','FileInfos':[{'FileId':'%s','StartTimeOffset':0.5,'EndTimeOffset':1.5},{'FileId':'%s'}],
        'OutputConfig':{'MediaName':'%s & 集','Type':'mp4'},'SessionContext':'a=b&c','SessionId':'%s','TasksPriority':-1}"""
        .formatted(first, second, stage.name(), stage.name())).path("TaskId").asText();
  }

  private static void edit(Stage stage) {
    String id = edited(stage);
    JsonNode told = stage.finished(id);
    assertThat(told.path("TaskType").asText()).isEqualTo("EditMedia");
    JsonNode task = told.path("EditMediaTask");
    assertThat(task.path("ErrCode").asInt(9)).as(task.path("Message").asText()).isZero();
    assertThat(task.path("TaskId").asText()).isEqualTo(id);
    assertThat(task.path("SessionContext").asText()).isEqualTo("a=b&c");
    assertThat(task.at("/Output/MediaName").asText()).isEqualTo(stage.name() + " & 集");
    assertThat(task.at("/MetaData/Duration").asDouble()).as("two pushes of 2 s, cut at key frames").isCloseTo(4, within(0.2));
    assertThat(task.at("/Input/FileInfoSet/0/StartTimeOffset").asDouble()).isEqualTo(0.5);
    assertThat(stage.scene().server().get(task.at("/Output/FileUrl").asText())).hasSizeGreaterThan(1000);
  }

  private static void pull(Stage stage) {
    String id = stage.vod("PullUpload", "{'MediaUrl':'%s?a=b&c=%%20','MediaName':'%s 来','SourceContext':'+ &','SessionId':'%s'}"
        .formatted(stage.scene().clipUrl(), stage.name(), stage.name())).path("TaskId").asText();
    JsonNode task = stage.finished(id).path("PullUploadTask");
    assertThat(task.path("ErrCode").asInt(9)).as(task.path("Message").asText()).isZero();
    assertThat(task.at("/MediaBasicInfo/Name").asText()).isEqualTo(stage.name() + " 来");
    assertThat(task.at("/MediaBasicInfo/SourceInfo/SourceContext").asText()).isEqualTo("+ &");
    assertThat(task.at("/MetaData/Duration").asDouble()).isCloseTo(2, within(0.1));
  }

  private static void list(Stage stage) {
    String id = edited(stage);
    stage.finished(id);
    JsonNode told = stage.vod("DescribeTasks", """
        {'Status':'FINISH','CreateTime':{'After':'2026-01-01T00:00:00Z'},'Sort':{'Field':'CreateTime','Order':'Desc'},'Limit':1}""");
    assertThat(told.at("/TaskSet/0/TaskId").asText()).isEqualTo(id);
    assertThat(told.at("/TaskSet/0/TaskType").asText()).isEqualTo("EditMedia");
    assertThat(stage.vod("DescribeTasks", "{'FileId':'17'}").path("TaskSet")).isEmpty();
  }

  /** Of a task that waits for somebody who never answers. */
  private static void abort(Stage stage) {
    CallbackReceiver silent = CallbackReceiver.start();
    stage.atEnd(silent::close);
    silent.hang();
    String id = stage.vod("PullUpload", "{'MediaUrl':'" + silent.url() + "'}").path("TaskId").asText();
    String abort = "{'TaskId':'" + id + "','OperationType':'Abort'}";
    stage.vod("ManageTask", abort);
    assertThat(stage.vod("DescribeTaskDetail", "{'TaskId':'" + id + "'}").path("Status").asText()).isEqualTo("ABORTED");
    assertThat(stage.vodError("ManageTask", abort)).isEqualTo("FailedOperation");
  }
}
