package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.livetape.app.DataView.Attempt;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.CallbackReceiver.Received;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Json;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A push that is recorded makes event 1, event 100 for each file, and event 0; all are signed and have the documented fields. */
class CallbackTest {
  private static final String KEY = "demoCallbackKey0";

  /** The documented example of event 100. */
  private static final JsonNode FILE_RECORDED = Json.parse("""
      {
        "event_type": 100,
        "appid": 1250000001,
        "app": "2121.livepush.example.test",
        "appname": "live",
        "stream_id": "2121_15919131751",
        "channel_id": "2121_15919131751",
        "file_id": "9192487266581821586",
        "record_file_id": "9192487266581821586",
        "video_id": "1250000001_2560583c74166fabb116944b17f33201",
        "file_format": "mp4",
        "task_id": "",
        "start_time": 1795198200,
        "start_time_usec": 120000,
        "end_time": 1795200000,
        "end_time_usec": 480000,
        "duration": 1800,
        "file_size": 97493530,
        "stream_param": "txSecret=de7afed2c4085f25e19cbe84246981b8&txTime=6B010F80&record=mp4|hls&record_interval=1800",
        "video_url": "http://127.0.0.1:8080/vod/1250000001/9192487266581821586/f0.mp4",
        "media_start_time": 0,
        "record_bps": 0,
        "callback_ext": "{\\"video_codec\\":\\"h264\\",\\"resolution\\":\\"1280x720\\"}",
        "t": 1795200606,
        "sign": "748e9518d508a3ef2ace3478f7b6159f"
      }""");

  /** The documented example of event 0. */
  private static final JsonNode PUSH_ENDED = Json.parse("""
      {
        "event_type": 0,
        "appid": 1250000001,
        "app": "2121.livepush.example.test",
        "appname": "live",
        "stream_id": "2121_15919131751",
        "channel_id": "2121_15919131751",
        "event_time": 1795200005,
        "sequence": "6674468118806626493",
        "node": "10.0.0.5",
        "user_ip": "192.0.2.7",
        "stream_param": "record=mp4",
        "push_duration": "1805120",
        "errcode": 2,
        "errmsg": "recv rtmp closeStream",
        "set_id": 1,
        "width": 1280,
        "height": 720,
        "t": 1795200605,
        "sign": "598329d1c793237176693d253d5574f9"
      }""");

  @AutoClose
  private static CallbackReceiver receiver;
  @AutoClose
  private static LivetapeServer server;
  private static String pushUrl;
  private static List<Received> received;

  @BeforeAll
  static void push() {
    Witness.require(Witness.FFMPEG);
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("callback.url=" + receiver.url(), "callback.key=" + KEY);
    pushUrl = server.pushUrl("show", "record=mp4|hls|flv|aac", "note=a%20b");
    Encoders.ffmpegInRealTime(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), pushUrl);
    received = receiver.await(6, LivetapeServer.PATIENCE);
    server.awaitFiles("show", 4);
  }

  @Test
  void push_recordedInFourFormats_makesOneEventForEachFileAfterTheBeginning() {
    assertThat(received).hasSize(6).allMatch(request -> request.method().equals("POST"))
        .allMatch(request -> request.headers().get("content-type").startsWith("application/json"));
    assertThat(received.getFirst().json().path("event_type").asInt()).isEqualTo(1);
    assertThat(receiver.events(100)).extracting(event -> event.path("file_format").asText())
        .containsExactlyInAnyOrder("mp4", "hls", "flv", "aac");
    assertThat(receiver.events(0)).hasSize(1);
  }

  @Test
  void fileRecorded_ofEveryFormat_hasTheDocumentedFieldsAndTypes() {
    assertThat(receiver.events(100)).allSatisfy(event -> assertThat(types(event)).isEqualTo(types(FILE_RECORDED)));
  }

  @Test
  void fileRecorded_ofEveryFormat_tellsWhatTheCatalogueHas() {
    for (RecordedFile file : server.data().files()) {
      JsonNode event = fileRecorded(file.format());
      assertThat(event.path("appid").asLong()).isEqualTo(1_250_000_001);
      assertThat(event.path("app").asText()).isEqualTo("127.0.0.1");
      assertThat(event.path("appname").asText()).isEqualTo("live");
      assertThat(List.of(event.path("stream_id").asText(), event.path("channel_id").asText())).containsOnly("show");
      assertThat(List.of(event.path("file_id").asText(), event.path("record_file_id").asText())).containsOnly(file.fileId());
      assertThat(event.path("video_id").asText()).isEqualTo(file.videoId()).matches("1250000001_[0-9a-f]{32}");
      assertThat(time(event, "start_time")).isEqualTo(file.startedAt());
      assertThat(time(event, "end_time")).isEqualTo(file.endedAt());
      assertThat(event.path("duration").asLong()).isEqualTo(4);
      assertThat(event.path("file_size").asLong()).isEqualTo(file.content().sizeBytes()).isPositive();
      assertThat(event.path("video_url").asText()).isEqualTo(server.url(file));
      assertThat(event.path("media_start_time").asLong()).isEqualTo(file.content().mediaStartMs());
    }
  }

  @Test
  void fileRecorded_always_givesThePushAddressesQueryUnchanged() {
    String query = pushUrl.substring(pushUrl.indexOf('?') + 1);

    assertThat(receiver.events(100)).extracting(event -> event.path("stream_param").asText()).containsOnly(query);
  }

  @Test
  void fileRecorded_ofAPushInRealTime_beginsItsLengthBeforeItsEnd() {
    assertThat(receiver.events(100)).allSatisfy(event -> assertThat(
        Duration.between(time(event, "start_time"), time(event, "end_time")).toMillis()).isCloseTo(4000, within(400L)));
  }

  @Test
  void callbackExt_ofEveryFormat_isJsonThatTellsCodecAndSize() {
    JsonNode extension = Json.parse(fileRecorded(FileFormat.MP4).path("callback_ext").asText());

    assertThat(extension).isEqualTo(Json.parse("{\"video_codec\":\"h264\",\"resolution\":\"320x180\"}"));
  }

  @Test
  void videoUrl_ofEveryFormat_plays() {
    Witness.require(Witness.FFPROBE);
    assertThat(receiver.events(100)).allSatisfy(event ->
        assertThat(Timing.of(event.path("video_url").asText()).seconds()).isCloseTo(4, within(0.1)));
  }

  @Test
  void pushBeganAndEnded_ofOnePush_belongTogether() {
    JsonNode began = receiver.events(1).getFirst();
    JsonNode ended = receiver.events(0).getFirst();

    assertThat(types(ended)).isEqualTo(types(PUSH_ENDED));
    Map<String, JsonNodeType> withoutDuration = types(PUSH_ENDED);
    withoutDuration.remove("push_duration");
    assertThat(types(began)).isEqualTo(withoutDuration);
    assertThat(began.path("sequence")).isEqualTo(ended.path("sequence"));
    assertThat(began.path("errcode").asInt()).isZero();
    assertThat(began.path("errmsg").asText()).isEqualTo("ok");
    assertThat(ended.path("errcode").asInt()).isEqualTo(1);
    assertThat(Long.parseLong(ended.path("push_duration").asText())).isCloseTo(4000, within(700L));
    assertThat(List.of(ended.path("width").asInt(), ended.path("height").asInt())).containsExactly(320, 180);
    assertThat(ended.path("user_ip").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void everyEvent_always_isSignedForTenMinutes() throws Exception {
    for (Received request : received) {
      JsonNode event = request.json();
      long t = event.path("t").asLong();
      assertThat(event.path("sign").asText()).isEqualTo(md5(KEY + t));
      assertThat(Instant.ofEpochSecond(t)).isBetween(request.receivedAt().plusSeconds(597), request.receivedAt().plusSeconds(601));
    }
  }

  @Test
  void deliveryLog_ofDeliveredEvents_hasOneAttemptEach() {
    List<Attempt> attempts = server.data().attempts();

    assertThat(attempts).extracting(Attempt::kind).containsOnly("push began", "file recorded", "push ended").hasSize(6);
    assertThat(attempts).allMatch(attempt -> attempt.number() == 1 && attempt.status() == 200 && attempt.answer().equals("{\"code\":0}"));
    assertThat(server.data().eventCount("DELIVERED")).isEqualTo(6);
  }

  private static JsonNode fileRecorded(FileFormat format) {
    return receiver.events(100).stream().filter(event -> event.path("file_format").asText().equals(format.label())).findFirst()
        .orElseThrow();
  }

  private static Map<String, JsonNodeType> types(JsonNode object) {
    Map<String, JsonNodeType> types = new TreeMap<>();
    object.propertyStream().forEach(field -> types.put(field.getKey(), field.getValue().getNodeType()));
    return types;
  }

  private static Instant time(JsonNode event, String field) {
    return Instant.ofEpochSecond(event.path(field).asLong()).plusNanos(1000 * event.path(field + "_usec").asLong());
  }

  private static String md5(String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
