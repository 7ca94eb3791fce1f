package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Witness;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file in one part of the account is unknown to whoever asks for another, whatever is to be done with it. */
class OtherPartTest {
  private static final long PART = 1_500_000_007L;
  private static final String IN_PART = ",'SubAppId':" + PART;
  private static final String IN_MAIN = ",'SubAppId':1250000001";

  private static LivetapeServer server;
  private static Calls vod;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start();
    vod = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-07-17");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void deleteMedia_ofAFileInAnotherPart_leavesIt() {
    server.data().add(ShelvedFile.of("11", "main").file());
    server.data().add(ShelvedFile.of("12", "part").filed(PART, 0).file());

    for (String parts : List.of("", ",'DeleteParts':[{'Type':'OriginalFiles'}]", ",'DeleteParts':[{'Type':'TranscodeFiles'}]")) {
      assertThat(vod.error("DeleteMedia", json("{'FileId':'12'" + parts + "}"))).isEqualTo("ResourceNotFound");
      assertThat(vod.error("DeleteMedia", json("{'FileId':'12'" + IN_MAIN + parts + "}"))).isEqualTo("ResourceNotFound");
      assertThat(vod.error("DeleteMedia", json("{'FileId':'11'" + IN_PART + parts + "}"))).isEqualTo("ResourceNotFound");
    }
    assertThat(file("11")).isNotNull();
    vod.call("DeleteMedia", json("{'FileId':'12'" + IN_PART + "}"));
    vod.call("DeleteMedia", json("{'FileId':'11'" + IN_MAIN + "}"));
    assertThat(server.data().files()).extracting(RecordedFile::fileId).doesNotContain("11", "12");
  }

  @Test
  void forbidMediaDistribution_ofAFileInAnotherPart_tellsThatThereIsNone() {
    server.data().add(ShelvedFile.of("21", "main").file());
    server.data().add(ShelvedFile.of("22", "part").filed(PART, 0).file());

    assertThat(forbid("")).containsExactly("22");
    assertThat(file("21").status()).isEqualTo(FileStatus.FORBIDDEN);
    assertThat(file("22").status()).isEqualTo(FileStatus.NORMAL);
    assertThat(forbid(IN_PART)).containsExactly("21");
    assertThat(file("22").status()).isEqualTo(FileStatus.FORBIDDEN);
  }

  @Test
  void otherActions_onAFileInAnotherPart_knowNone() {
    server.data().add(ShelvedFile.of("31", "part").filed(PART, 0).file());

    assertThat(vod.error("EditMedia", json("{'InputType':'File','FileInfos':[{'FileId':'31'}]}"))).isEqualTo("ResourceNotFound");
    assertThat(vod.error("ModifyMediaInfo", json("{'FileId':'31','Name':'mine'}"))).isEqualTo("ResourceNotFound.FileNotExist");
    assertThat(vod.call("DescribeMediaInfos", json("{'FileIds':['31']}")).path("NotExistFileIdSet").path(0).asText()).isEqualTo("31");
    assertThat(vod.call("SearchMedia", json("{'FileIds':['31']}")).path("TotalCount").asLong()).isZero();
    assertThat(vod.call("DescribeMediaInfos", json("{'FileIds':['31']" + IN_PART + "}")).path("MediaInfoSet")).hasSize(1);
    assertThat(file("31").name()).isEqualTo("part");
  }

  @Test
  void storage_isToldOfOnePart() {
    server.data().add(ShelvedFile.of("41", "far").filed(PART + 1, 0).file());

    JsonNode stored = vod.call("DescribeStorageData", json("{'SubAppId':" + (PART + 1) + "}"));
    assertThat(stored.path("MediaCount").asLong()).isOne();
    assertThat(stored.path("TotalStorage").asLong()).isEqualTo(file("41").content().sizeBytes());
    assertThat(vod.call("DescribeStorageData", json("{'SubAppId':" + (PART + 2) + "}")).path("MediaCount").asLong()).isZero();
  }

  @Test
  void task_setForAnotherPart_isUnknown() {
    server.data().add(ShelvedFile.of("51", "part").filed(PART, 0).file());
    String taskId = vod.call("EditMedia", json("{'InputType':'File','FileInfos':[{'FileId':'51'}]" + IN_PART + "}"))
        .path("TaskId").asText();

    assertThat(vod.error("DescribeTaskDetail", json("{'TaskId':'" + taskId + "'}"))).isEqualTo("ResourceNotFound");
    assertThat(vod.error("ManageTask", json("{'TaskId':'" + taskId + "','OperationType':'Abort'" + IN_MAIN + "}")))
        .isEqualTo("ResourceNotFound");
    assertThat(vod.call("DescribeTasks", json("{'FileId':'51'}")).path("TaskSet")).isEmpty();
    assertThat(vod.call("DescribeTasks", json("{'FileId':'51'" + IN_PART + "}")).path("TaskSet")).hasSize(1);
    vod.call("DescribeTaskDetail", json("{'TaskId':'" + taskId + "'" + IN_PART + "}"));
  }

  /** While it is recorded, and when it has landed. */
  @Test
  void windowOfAStream_hasWhatIsFiledInItsPartOnly() {
    Witness.require(Witness.FFMPEG);
    Calls live = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01");
    String hls = "'HlsParam':{'Enable':1,'VodSubAppId':" + PART + "}";
    long template = live.call("CreateLiveRecordTemplate", json("{'TemplateName':'part'," + hls + "}")).path("TemplateId").asLong();
    live.call("CreateLiveRecordRule",
        json("{'DomainName':'127.0.0.1','AppName':'live','StreamName':'parted','TemplateId':" + template + "}"));
    try (LivePush _ = LivePush.start(server, "parted")) {
      Awaitility.await("segments").atMost(LivetapeServer.PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(
          server.get(server.http("/replay/live/parted.m3u8?from=0")).lines().filter(line -> line.startsWith("#EXTINF"))).isNotEmpty());
      assertThat(edit("").path("Message").asText()).contains("Nothing was recorded");
      assertMade(edit(IN_PART));
    }
    RecordedFile file = server.awaitFiles("parted", 1).getFirst();
    assertThat(file.entry().subAppId()).isEqualTo(PART);
    assertThat(edit(IN_MAIN).path("Message").asText()).contains("Nothing was recorded");
    assertMade(edit(IN_PART));
  }

  private static void assertMade(JsonNode task) {
    assertThat(task.path("ErrCode").asInt()).as(task.path("Message").asText()).isZero();
    assertThat(file(task.path("Output").path("FileId").asText()).entry().subAppId()).isEqualTo(PART);
  }

  /** The task of cutting the last minute, when it has ended. */
  private static JsonNode edit(String part) {
    String window = "{'StreamId':'parted','StartTime':'" + Instant.now().minusSeconds(60) + "','EndTime':'" + Instant.now() + "'}";
    String taskId =
        vod.call("EditMedia", json("{'InputType':'Stream','StreamInfos':[" + window + "]" + part + "}")).path("TaskId").asText();
    return Awaitility.await("the task ends").atMost(LivetapeServer.PATIENCE)
        .until(() -> vod.call("DescribeTaskDetail", json("{'TaskId':'" + taskId + "'" + part + "}")),
            task -> task.path("Status").asText().equals("FINISH")).path("EditMediaTask");
  }

  private static List<String> forbid(String part) {
    return vod.call("ForbidMediaDistribution", json("{'FileIds':['21','22'],'Operation':'forbid'" + part + "}"))
        .path("NotExistFileIdSet").valueStream().map(JsonNode::asText).toList();
  }

  private static RecordedFile file(String fileId) {
    return server.data().files().stream().filter(file -> file.fileId().equals(fileId)).findFirst().orElseThrow();
  }
}
