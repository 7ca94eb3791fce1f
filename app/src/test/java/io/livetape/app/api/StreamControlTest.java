package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams are listed, dropped, forbidden and allowed again. */
class StreamControlTest {
  private static final String SHOW = "{'AppName':'live','DomainName':'127.0.0.1','StreamName':'show'}";
  private static final Duration PUSH_MAX = Duration.ofSeconds(30);

  private LivetapeServer server;
  private Calls calls;
  private CallbackReceiver receiver;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG);
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("callback.url=" + receiver.url());
    connect();
  }

  private void connect() {
    calls = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01");
  }

  @AfterEach
  void close() {
    server.close();
    receiver.close();
  }

  @Test
  void state_ofAStream_isActiveWhileItIsPushed() {
    assertThat(state()).isEqualTo("inactive");
    try (LivePush _ = LivePush.start(server, "show")) {
      assertThat(state()).isEqualTo("active");
    }
    awaitState("inactive");
  }

  @Test
  void drop_ofALiveStream_endsItWithItsCodeAndLetsItComeAgain() {
    try (LivePush push = LivePush.start(server, "show")) {
      calls.call("DropLiveStream", json(SHOW));
      awaitState("inactive");
      Awaitility.await("the encoder ends").atMost(LivetapeServer.PATIENCE).until(() -> !push.alive());
    }
    receiver.await(_ -> receiver.events(0).size() == 1, LivetapeServer.PATIENCE);

    assertThat(receiver.events(0).getFirst().path("errcode").asInt()).isEqualTo(21);
    calls.call("DropLiveStream", json(SHOW));
    try (LivePush _ = LivePush.start(server, "show")) {
      assertThat(state()).isEqualTo("active");
    }
  }

  @Test
  void forbid_ofALiveStream_endsItAndRefusesItUntilItIsResumedAlsoOverARestart() {
    try (LivePush push = LivePush.start(server, "show")) {
      calls.call("ForbidLiveStream", json("{'AppName':'live','DomainName':'127.0.0.1','StreamName':'show','Reason':'test'}"));
      awaitState("forbid");
      Awaitility.await("the encoder ends").atMost(LivetapeServer.PATIENCE).until(() -> !push.alive());
    }
    assertThat(pushFails()).contains("18/305");
    server.stop();
    server.startAgain();
    connect();
    assertThat(state()).isEqualTo("forbid");
    assertThat(pushFails()).contains("18/305");
    calls.call("ResumeLiveStream", json(SHOW));
    assertThat(state()).isEqualTo("inactive");
    try (LivePush _ = LivePush.start(server, "show")) {
      assertThat(state()).isEqualTo("active");
    }
  }

  @Test
  void forbid_untilATime_endsByItself() {
    String resumeTime = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS).toString();
    calls.call("ForbidLiveStream", json(SHOW.replace("}", ",'ResumeTime':'" + resumeTime + "'}")));
    assertThat(state()).isEqualTo("forbid");
    awaitState("inactive");

    try (LivePush _ = LivePush.start(server, "show")) {
      assertThat(state()).isEqualTo("active");
    }
  }

  @Test
  void onlineList_ofLiveStreams_hasEachWithItsBegin() {
    try (LivePush _ = LivePush.start(server, "one"); LivePush _ = LivePush.start(server, "two")) {
      JsonNode all = calls.call("DescribeLiveStreamOnlineList", "{}");
      assertThat(all.path("TotalNum").asInt()).isEqualTo(2);
      assertThat(all.path("OnlineInfo")).extracting(each -> each.path("StreamName").asText()).containsExactly("one", "two");
      assertThat(Instant.parse(all.path("OnlineInfo").get(0).path("PublishTimeList").get(0).path("PublishTime").asText()))
          .isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));

      assertThat(calls.call("DescribeLiveStreamOnlineList", json("{'StreamName':'two'}")).path("TotalNum").asInt()).isEqualTo(1);
      assertThat(calls.call("DescribeLiveStreamOnlineList", json("{'AppName':'other'}")).path("TotalNum").asInt()).isZero();
      assertThat(calls.call("DescribeLiveStreamOnlineList", json("{'PageNum':2}")).path("OnlineInfo")).isEmpty();
    }
  }

  @Test
  void pushInfoList_ofALiveStream_tellsItsFigures() {
    try (LivePush _ = LivePush.start(server, "show")) {
      // An average since the push began, which an encoder does at once and not evenly.
      Awaitility.await("figures").atMost(LivetapeServer.PATIENCE)
          .untilAsserted(() -> assertThat(info().path("VideoFps").asInt()).isBetween(20, 30));
      JsonNode info = info();
      assertThat(info.path("VideoSpeed").asLong()).isBetween(100_000L, 1_000_000L);
      assertThat(info.path("AudioSpeed").asLong()).isBetween(20_000L, 300_000L);
      assertThat(List.of(info.path("Vcodec").asText(), info.path("Acodec").asText())).containsExactly("H264", "AAC");
      assertThat(info.path("Resolution").asText()).isEqualTo("320x180");
      assertThat(info.path("AsampleRate").asInt()).isEqualTo(44_100);
      assertThat(info.path("ClientIp").asText()).isEqualTo("127.0.0.1");
    }
  }

  private JsonNode info() {
    return calls.call("DescribeLiveStreamPushInfoList", json("{'PushDomain':'127.0.0.1'}")).path("DataInfoList").get(0);
  }

  @Test
  void history_ofPushes_isKeptOverARestart() {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    Encoders.ffmpegInRealTime(clip, server.pushUrl("first"));
    Encoders.ffmpeg(clip, server.pushUrl("second"));
    server.awaitNoPush();
    server.stop();
    server.startAgain();
    connect();
    String window = "'StartTime':'" + Instant.now().minusSeconds(600) + "','EndTime':'" + Instant.now().plusSeconds(60) + "'";

    JsonNode published = calls.call("DescribeLiveStreamPublishedList", json("{'DomainName':'127.0.0.1'," + window + "}"));
    assertThat(published.path("PublishInfo")).extracting(each -> each.path("StreamName").asText()).containsExactly("second", "first");
    JsonNode first = published.path("PublishInfo").get(1);
    assertThat(first.path("Duration").asInt()).isBetween(1, 4);
    assertThat(first.path("StopReason").asText()).isNotEmpty();
    assertThat(first.path("Resolution").asText()).isEqualTo("320x180");
    assertThat(Instant.parse(first.path("StreamEndTime").asText())).isAfter(Instant.parse(first.path("StreamStartTime").asText()));

    try (LivePush _ = LivePush.start(server, "third")) {
      JsonNode events = calls.call("DescribeLiveStreamEventList", json("{" + window + ",'IsAsc':1}"));
      assertThat(events.path("EventList")).extracting(each -> each.path("StreamName").asText()).containsExactly("first", "second", "third");
      assertThat(count("DescribeLiveStreamEventList", window + ",'StreamName':'ir','IsStrict':0")).as("first and third").isEqualTo(2);
      assertThat(count("DescribeLiveStreamEventList", window + ",'StreamName':'ir','IsStrict':1")).isZero();
      assertThat(count("DescribeLiveStreamPublishedList", window + ",'DomainName':'127.0.0.1','StreamName':'_ir'")).as("no wildcards").isZero();
    }
  }

  private int count(String action, String parameters) {
    return calls.call(action, json("{" + parameters + "}")).path("TotalNum").asInt();
  }

  private String state() {
    return calls.call("DescribeLiveStreamState", json(SHOW)).path("StreamState").asText();
  }

  private void awaitState(String state) {
    Awaitility.await(state).atMost(LivetapeServer.PATIENCE).until(() -> state().equals(state));
  }

  /** What an encoder is told that is not let in. */
  private String pushFails() {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    try (ToolProcess push = Ffmpeg.push(clip, server.pushUrl("show"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, PUSH_MAX)) {
      ToolProcess.Result result = push.await(PUSH_MAX);
      assertThat(result.status()).isNotZero();
      return result.err();
    }
  }
}
