package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.CallbackSignature;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.CallbackReceiver.Received;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Json;
import io.livetape.testkit.Witness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events go where templates and rules send them, signed with the template's own key. */
class CallbackTemplateTest {
  private LivetapeServer server;
  private Calls calls;
  private CallbackReceiver configured;
  private CallbackReceiver begins;
  private CallbackReceiver files;
  private CallbackReceiver statuses;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG);
    configured = CallbackReceiver.start();
    begins = CallbackReceiver.start();
    files = CallbackReceiver.start();
    statuses = CallbackReceiver.start();
    server = LivetapeServer.start("callback.url=" + configured.url(), "callback.key=configured", "callback.retry-interval=1");
    calls = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01");
  }

  @AfterEach
  void close() {
    server.close();
    List.of(configured, begins, files, statuses).forEach(CallbackReceiver::close);
  }

  @Test
  void events_ofStreamsUnderARule_goEachToItsAddressWithTheTemplatesKey() {
    rule(template("'StreamBeginNotifyUrl':'" + begins.url() + "','RecordNotifyUrl':'" + files.url() + "','RecordStatusNotifyUrl':'"
        + statuses.url() + "','CallbackKey':'own-key'"));
    push("show", "record=mp4|flv");
    files.await(2, LivetapeServer.PATIENCE);
    statuses.await(4, LivetapeServer.PATIENCE);
    begins.await(1, LivetapeServer.PATIENCE);

    assertThat(begins.events(1)).hasSize(1);
    assertThat(files.events(100)).hasSize(2);
    assertThat(configured.received()).as("a template covers what it has no address for").isEmpty();
    for (CallbackReceiver receiver : List.of(begins, files, statuses)) {
      assertThat(receiver.received()).allMatch(request -> signedWith("own-key", request));
    }
  }

  @Test
  void recordStatus_ofARecording_tellsItsStartAndEndInEachFormat() {
    rule(template("'RecordStatusNotifyUrl':'" + statuses.url() + "'"));
    push("show", "record=mp4|flv");
    statuses.await(4, LivetapeServer.PATIENCE);

    List<JsonNode> events = statuses.events(332);
    assertThat(events).extracting(event -> event.path("record_event").asText()).containsExactly(
        "record_start_succeeded", "record_start_succeeded", "record_ended", "record_ended");
    assertThat(events).extracting(event -> Json.parse(event.path("record_detail").asText()).path("file_format").asInt())
        .containsExactlyInAnyOrder(1, 3, 1, 3);
    assertThat(events).extracting(event -> event.path("session_id").asText()).containsOnly(events.getFirst().path("session_id").asText());
    assertThat(events.getFirst().path("domain").asText()).isEqualTo("127.0.0.1");
    assertThat(events.getFirst().path("stream_id").asText()).isEqualTo("show");
    assertThat(Json.parse(events.getFirst().path("record_detail").asText())).isEqualTo(Json.parse("""
        {"file_format":%d,"record_bps":0,"start_model":1,"record_content":1,"source_type":1,"codec_temp_id":0}"""
        .formatted(Json.parse(events.getFirst().path("record_detail").asText()).path("file_format").asInt())));
  }

  @Test
  void recordStatus_thatTheReceiverFails_isSentAgainSignedAnew() {
    rule(template("'RecordStatusNotifyUrl':'" + statuses.url() + "','CallbackKey':'own-key'"));
    statuses.failNext(1, 500);
    push("show", "record=flv");
    List<Received> received = statuses.await(3, LivetapeServer.PATIENCE);

    assertThat(received).allMatch(request -> signedWith("own-key", request));
    assertThat(received.get(0).json().path("seq")).isEqualTo(received.get(1).json().path("seq"));
    assertThat(received.get(1).json().path("t").asLong()).isGreaterThan(received.get(0).json().path("t").asLong());
    assertThat(received.get(2).json().path("record_event").asText()).isEqualTo("record_ended");
  }

  @Test
  void exception_ofTimestampsThatJump_isToldOnceWithItsTypes() {
    rule(template("'RecordExceptionNotifyUrl':'" + statuses.url() + "','RecordExceptionLevels':['warning']"));
    Broadcast clip = Broadcast.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))));
    clip.then(clip, Duration.ofHours(3).toMillis()).push(server.pushUrl("jumps", "record=mp4"));
    statuses.await(1, LivetapeServer.PATIENCE);
    server.awaitFiles("jumps", 1);

    JsonNode event = statuses.events(341).getFirst();
    assertThat(event.path("file_format").asText()).isEqualTo("mp4");
    assertThat(event.path("exception_level").asText()).isEqualTo("warning");
    assertThat(event.path("exception").findValuesAsText("type")).containsExactly("-8", "-9");
    assertThat(event.path("exception").findValuesAsText("occurs")).containsExactly("1", "1");
    assertThat(server.data().files("jumps", FileFormat.MP4)).singleElement()
        .satisfies(file -> assertThat(file.content().durationMs()).isBetween(3_900L, 4_150L));
    assertThat(server.metric("livetape_record_timeline_total{kind=\"video_jumped\"}")).isEqualTo(1);
  }

  @Test
  void template_changedOrDeleted_holdsFromTheNextEventOn() {
    long id = template("'RecordNotifyUrl':'" + files.url() + "','CallbackKey':'first'");
    rule(id);
    push("one", "record=flv");
    files.await(1, LivetapeServer.PATIENCE);
    calls.call("ModifyLiveCallbackTemplate", json("{'TemplateId':" + id + ",'CallbackKey':'second'}"));
    push("two", "record=flv");
    files.await(2, LivetapeServer.PATIENCE);
    assertThat(calls.error("DeleteLiveCallbackTemplate", json("{'TemplateId':" + id + "}"))).isEqualTo("FailedOperation.ConfInUsed");
    calls.call("DeleteLiveCallbackRule", json("{'DomainName':'127.0.0.1','AppName':'live'}"));
    calls.call("DeleteLiveCallbackTemplate", json("{'TemplateId':" + id + "}"));
    push("three", "record=flv");
    configured.await(3, LivetapeServer.PATIENCE);

    assertThat(signedWith("first", files.received().get(0))).isTrue();
    assertThat(signedWith("second", files.received().get(1))).isTrue();
    assertThat(files.received()).hasSize(2);
    assertThat(configured.events(100)).hasSize(1);
  }

  private static boolean signedWith(String key, Received request) {
    return CallbackSignature.matches(request.json().path("sign").asText(), key, request.json().path("t").asLong());
  }

  private void push(String stream, String parameter) {
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl(stream, parameter));
  }

  private long template(String parts) {
    return calls.call("CreateLiveCallbackTemplate", json("{'TemplateName':'events'," + parts + "}")).path("TemplateId").asLong();
  }

  private void rule(long templateId) {
    calls.call("CreateLiveCallbackRule", json("{'DomainName':'127.0.0.1','AppName':'live','TemplateId':" + templateId + "}"));
  }
}
