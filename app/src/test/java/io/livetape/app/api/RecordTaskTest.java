package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Credential;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks record by the clock: a live stream, later pushes, over breaks and restarts. */
class RecordTaskTest {
  private LivetapeServer server;
  private Credential key;
  private Calls calls;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start("api.rate-limit=1000");
    connect();
  }

  private void connect() {
    key = server.apiKey();
    calls = new Calls("127.0.0.1:" + server.httpPort(), key, "2018-08-01");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void task_forALiveStream_recordsFromAKeyFrameToItsEndAndLeavesThePushAlone() {
    Witness.require(Witness.FFPROBE);
    try (CallbackReceiver receiver = CallbackReceiver.start()) {
      server.close();
      server = LivetapeServer.start("callback.url=" + receiver.url());
      connect();
      try (LivePush push = LivePush.start(server, "show")) {
        long template = template("{'TemplateName':'t','Mp4Param':{'Enable':1},'FlvParam':{'Enable':1}}");
        long endsAt = Instant.now().getEpochSecond() + 5;
        String task = create("show", "'EndTime':" + endsAt + ",'TemplateId':" + template);

        List<RecordedFile> files = server.awaitFiles("show", 2);
        assertThat(push.alive()).isTrue();
        assertThat(server.metric("livetape_streams_live")).isEqualTo(1);
        assertThat(files).extracting(RecordedFile::format).containsExactlyInAnyOrder(FileFormat.MP4, FileFormat.FLV);
        assertThat(files).allSatisfy(file -> {
          assertThat(file.origin().taskId()).isEqualTo(task);
          assertThat(file.endedAt()).isCloseTo(Instant.ofEpochSecond(endsAt), within(1, java.time.temporal.ChronoUnit.SECONDS));
          Probe probe = Probe.of(server.url(file));
          assertThat(probe.video().startSeconds()).isCloseTo(probe.audio().startSeconds(), within(0.1));
        });
        receiver.await(all -> receiver.events(100).size() == 2, LivetapeServer.PATIENCE);
        assertThat(receiver.events(100)).allSatisfy(event -> {
          assertThat(event.path("task_id").asText()).isEqualTo(task);
          assertThat(event.path("stream_param").asText()).isEmpty();
        });
      }
    }
  }

  @Test
  void task_withoutATemplate_recordsHlsOfEveryPushInItsTime() {
    create("show", "'EndTime':" + in(60));
    push("show");
    push("show");

    assertThat(server.awaitFiles("show", 2)).extracting(RecordedFile::format).containsExactly(FileFormat.HLS, FileFormat.HLS);
    assertThat(server.data().files("show")).allMatch(file -> file.expiresAt() == null);
  }

  @Test
  void task_besideARule_recordsOnItsOwn() {
    long template = template("{'TemplateName':'t','Mp4Param':{'Enable':1}}");
    calls.call("CreateLiveRecordRule", json("{'DomainName':'127.0.0.1','TemplateId':" + template + "}"));
    String task = create("show", "'EndTime':" + in(60) + ",'TemplateId':" + template);
    push("show");

    assertThat(server.awaitFiles("show", 2)).extracting(file -> file.origin().taskId()).containsExactlyInAnyOrder("", task);
  }

  @Test
  void task_forAnotherDomainOrApplication_recordsNothing() {
    calls.call("CreateRecordTask", json("{'StreamName':'show','DomainName':'other.test','AppName':'live','EndTime':" + in(60) + "}"));
    calls.call("CreateRecordTask", json("{'StreamName':'show','DomainName':'127.0.0.1','AppName':'other','EndTime':" + in(60) + "}"));
    push("show");
    create("recorded", "'EndTime':" + in(60));
    push("recorded");

    server.awaitFiles("recorded", 1);
    assertThat(server.data().files("show")).isEmpty();
  }

  @Test
  void task_inTheFuture_startsByItselfAlsoAfterARestart() {
    long startsAt = in(4);
    String task = create("show", "'StartTime':" + startsAt + ",'EndTime':" + (startsAt + 60));
    push("show");
    server.stop();
    server.startAgain();
    try (LivePush push = LivePush.start(server, "show")) {
      Awaitility.await("the recording").atMost(LivetapeServer.PATIENCE).until(() -> server.data().openFileIds().size() == 1);
      assertThat(Instant.now().getEpochSecond()).isGreaterThanOrEqualTo(startsAt);
      assertThat(push.alive()).isTrue();
    }

    assertThat(server.awaitFiles("show", 1)).extracting(file -> file.origin().taskId()).containsExactly(task);
  }

  @Test
  void task_stopped_endsItsRecordingAtOnceAndDoesNotStartAgain() {
    String task = create("show", "'EndTime':" + in(60));
    try (LivePush push = LivePush.start(server, "show")) {
      Awaitility.await("the recording").atMost(LivetapeServer.PATIENCE).until(() -> server.data().openFileIds().size() == 1);
      calls.call("StopRecordTask", json("{'TaskId':'" + task + "'}"));
      server.awaitFiles("show", 1);
      assertThat(push.alive()).isTrue();
    }
    push("show");
    create("other", "'EndTime':" + in(60));
    push("other");
    server.awaitFiles("other", 1);

    assertThat(server.data().files("show")).hasSize(1);
    JsonNode described = describe().path("TaskList").get(0);
    assertThat(described.path("Stopped").asLong()).isCloseTo(Instant.now().getEpochSecond(), within(30L));
  }

  @Test
  void task_deleted_isForgottenButItsRecordingGoesOn() {
    String task = create("show", "'EndTime':" + in(60));
    try (LivePush _ = LivePush.start(server, "show")) {
      Awaitility.await("the recording").atMost(LivetapeServer.PATIENCE).until(() -> server.data().openFileIds().size() == 1);
      calls.call("DeleteRecordTask", json("{'TaskId':'" + task + "'}"));

      assertThat(describe().path("TaskList")).isEmpty();
      assertThat(server.data().openFileIds()).hasSize(1);
    }
    server.awaitFiles("show", 1);
    push("show");
    server.awaitNoPush();

    assertThat(server.data().files("show")).hasSize(1);
    assertThat(calls.error("StopRecordTask", json("{'TaskId':'" + task + "'}"))).isEqualTo("InvalidParameter");
  }

  @Test
  void task_whoseServerWasKilled_goesOnWithTheNextPush() {
    server.close();
    server = LivetapeServer.startProcess();
    connect();
    String task = create("show", "'EndTime':" + in(120));
    try (LivePush _ = LivePush.start(server, "show")) {
      Awaitility.await("some of the recording").atMost(LivetapeServer.PATIENCE)
          .until(() -> server.metric("livetape_record_written_bytes_total") > 50_000);
      server.kill();
    }
    server.startAgain();
    server.awaitFiles("show", 1);
    push("show");

    assertThat(server.awaitFiles("show", 2)).extracting(file -> file.origin().taskId()).containsExactly(task, task);
  }

  @Test
  void tasks_ofOneStreamAtTheSameTime_areThreeAtMost() {
    for (int i = 0; i < 3; i++) {
      create("show", "'EndTime':" + in(60));
    }
    assertThat(calls.error("CreateRecordTask", request("show", "'EndTime':" + in(60)))).isEqualTo("LimitExceeded.MaximumRunningTask");
    create("show", "'StartTime':" + in(100) + ",'EndTime':" + in(200));
    push("show");

    assertThat(server.awaitFiles("show", 3)).extracting(file -> file.origin().taskId()).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void olderTask_inRealTime_recordsALiveStreamInOneFormat() {
    String request = "{'StreamName':'show','Highlight':1,'FileFormat':'AAC','RecordType':'audio',"
        + "'StreamParam':'record_interval%3D3600%26storage_time%3D86400'}";
    assertThat(calls.error("CreateLiveRecord", json(request))).isEqualTo("ResourceUnavailable.StreamNotExist");
    try (LivePush _ = LivePush.start(server, "show")) {
      long task = calls.call("CreateLiveRecord", json(request)).path("TaskId").asLong();
      Awaitility.await("the recording").atMost(LivetapeServer.PATIENCE).until(() -> server.data().openFileIds().size() == 1);
      assertThat(calls.error("StopLiveRecord", json("{'StreamName':'show','TaskId':1}"))).isEqualTo("ResourceNotFound.TaskId");
      assertThat(calls.error("StopLiveRecord", json("{'StreamName':'other','TaskId':" + task + "}")))
          .isEqualTo("ResourceNotFound.ChannelNotExist");
      assertThat(calls.error("StopRecordTask", json("{'TaskId':'" + task + "'}"))).isEqualTo("InvalidParameter");
      calls.call("StopLiveRecord", json("{'StreamName':'show','TaskId':" + task + "}"));

      RecordedFile file = server.awaitFiles("show", 1).getFirst();
      assertThat(file.format()).isEqualTo(FileFormat.AAC);
      assertThat(file.origin().taskId()).isEqualTo(Long.toString(task));
      assertThat(Duration.between(file.createdAt(), file.expiresAt())).isEqualTo(Duration.ofDays(1));
    }
  }

  @Test
  void list_ofManyTasks_comesInPages() {
    for (int i = 0; i < 150; i++) {
      create("show" + i, "'EndTime':" + in(60));
    }
    JsonNode first = describe();
    JsonNode second = calls.call("DescribeRecordTask", json("{'StartTime':" + in(-60) + ",'EndTime':" + in(60) + ",'ScrollToken':'"
        + first.path("ScrollToken").asText() + "'}"));

    assertThat(first.path("TaskList")).hasSize(100);
    assertThat(second.path("TaskList")).hasSize(50);
    assertThat(second.path("ScrollToken").asText()).isEmpty();
  }

  private void push(String stream) {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    Encoders.ffmpeg(clip, server.pushUrl(stream));
    server.awaitNoPush();
  }

  private JsonNode describe() {
    return calls.call("DescribeRecordTask", json("{'StartTime':" + in(-60) + ",'EndTime':" + in(60) + "}"));
  }

  private String create(String stream, String times) {
    return calls.call("CreateRecordTask", request(stream, times)).path("TaskId").asText();
  }

  private static String request(String stream, String times) {
    return json("{'StreamName':'" + stream + "','DomainName':'127.0.0.1','AppName':'live'," + times + "}");
  }

  private long template(String request) {
    return calls.call("CreateLiveRecordTemplate", json(request)).path("TemplateId").asLong();
  }

  private static long in(long seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }
}
