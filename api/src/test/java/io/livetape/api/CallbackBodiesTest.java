package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.Push;
import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.FileFormat;
import io.livetape.media.H264;
import io.livetape.media.Pictures;
import io.livetape.media.Track;
import io.livetape.record.LandedFile;
import io.livetape.record.RecordPlan;
import io.livetape.testkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against samples of what receivers were built for: the same fields in the same JSON types, from the same facts the same values. */
class CallbackBodiesTest {
  private static final String KEY = "demoCallbackKey0";

  private final CallbackBodies bodies = new CallbackBodies(1_250_000_001L, "10.0.0.5");

  @Test
  void fileRecorded_isTheSample() throws IOException {
    JsonNode golden = golden("callback-100-file-recorded.json");
    LandedFile file = file(FileFormat.MP4, "", Instant.ofEpochSecond(1_795_198_200, 120_000_000),
        Instant.ofEpochSecond(1_795_200_000, 480_000_000), "h264");
    String body = bodies.fileRecorded(
        file, "1250000001_2560583c74166fabb116944b17f33201", "http://127.0.0.1:8080/vod/1250000001/9192487266581821586/f0.mp4");
    assertSame(CallbackSignature.sign(body, KEY, Instant.ofEpochSecond(1_795_200_006)), golden);
  }

  @Test
  void pushEnded_isTheSample() throws IOException {
    ObjectNode golden = (ObjectNode) golden("callback-0-push-ended.json");
    golden.put("errmsg", EndReason.CLOSE_STREAM.text()); // undocumented text, for people
    Instant endedAt = Instant.ofEpochSecond(1_795_200_005);
    Push push = push("record=mp4", endedAt.minusMillis(1_805_120));
    LiveStream stream = Shop.live(push);
    stream.track(new Track(Track.VIDEO_ID, 1000, new H264(Bytes.EMPTY, 1280, 720, "avc1")));
    stream.track(new Track(Track.AUDIO_ID, 1000, new Aac(Bytes.EMPTY, 48_000, 2, 1024, "mp4a")));
    String body = bodies.pushEnded(push, EndReason.CLOSE_STREAM, endedAt, Picture.of(stream));
    assertSame(CallbackSignature.sign(body, KEY, endedAt), golden);
  }

  @Test
  void pushBegan_hasTheFieldsOfItsEnd_withoutTheLength() throws IOException {
    ObjectNode golden = (ObjectNode) golden("callback-0-push-ended.json");
    golden.remove("push_duration");
    golden.put("event_type", 1).put("errcode", 0).put("errmsg", "ok").put("width", 0).put("height", 0);
    String body = bodies.pushBegan(push("record=mp4", Instant.ofEpochSecond(1_795_200_005)));
    assertSame(CallbackSignature.sign(body, KEY, Instant.ofEpochSecond(1_795_200_005)), golden);
  }

  @Test
  void pushEnded_withoutVideo_andAClockSetBack() {
    LiveStream stream = Shop.live(push("", Shop.NOW));
    Instant before = Shop.NOW.minusSeconds(100);
    JsonNode body = Json.parse(bodies.pushEnded(stream.push(), EndReason.REPLACED, before, Picture.of(stream)));
    assertThat(body.get("push_duration").textValue()).isEqualTo("0");
    assertThat(body.get("width").intValue()).isZero();
    assertThat(body.get("errcode").intValue()).isEqualTo(21);
  }

  @Test
  void fileOfATask_saysNothingOfThePushAddress() {
    JsonNode body = Json.parse(bodies.fileRecorded(file(FileFormat.HLS, "task-7", Shop.NOW, Shop.NOW, "h264"), "v", "u"));
    assertThat(body.get("task_id").textValue()).isEqualTo("task-7");
    assertThat(body.get("stream_param").textValue()).isEmpty();
    assertThat(body.get("file_format").textValue()).isEqualTo("hls");
  }

  @Test
  void fileWithoutVideo_saysSo() {
    JsonNode body = Json.parse(bodies.fileRecorded(file(FileFormat.AAC, "", Shop.NOW, Shop.NOW, ""), "v", "u"));
    assertThat(Json.parse(body.get("callback_ext").textValue()).get("video_codec").textValue()).isEmpty();
  }

  @Test
  void fileOfAClockSetBack_doesNotEndBeforeItBegins() {
    JsonNode body = Json.parse(bodies.fileRecorded(file(FileFormat.MP4, "", Shop.NOW, Shop.NOW.minusSeconds(100), "h264"), "v", "u"));
    assertThat(body.get("end_time").longValue()).isEqualTo(body.get("start_time").longValue());
  }

  @Test
  void hostileQuery_staysOneJsonString() {
    String query = "x=\"},\\\"\u0001\u2028</script>" + "y".repeat(10_000);
    JsonNode body = Json.parse(CallbackSignature.sign(bodies.pushBegan(push(query, Shop.NOW)), KEY, Shop.NOW));
    assertThat(body.get("stream_param").textValue()).isEqualTo(query);
    assertThat(body.get("sign").textValue()).hasSize(32);
  }

  private static Push push(String query, Instant startedAt) {
    Push push = Shop.PUSH;
    return new Push(push.stream(), push.sequence(), push.domain(), query, push.protocol(), push.userIp(), startedAt);
  }

  private static LandedFile file(FileFormat format, String taskId, Instant startedAt, Instant endedAt, String videoCodec) {
    RecordPlan plan = new RecordPlan(Set.of(format), Duration.ofSeconds(1800), false, "", taskId, Duration.ZERO);
    return new LandedFile(9_192_487_266_581_821_586L, format, Shop.PUSH, plan, startedAt, endedAt, 1_800_360, 0, 97_493_530, 1280, 720,
        videoCodec, "aac", Pictures.NONE, 48_000, List.of("tapes/1.mp4"), "", false);
  }

  /** Values, types and no field more or less; a number is a number whatever its size. */
  private static void assertSame(String body, JsonNode golden) {
    JsonNode parsed = Json.parse(body);
    assertThat(lines(parsed)).containsExactlyInAnyOrderElementsOf(lines(golden));
  }

  private static List<String> lines(JsonNode object) {
    List<String> lines = new ArrayList<>();
    object.properties().forEach(field -> lines.add(field.getKey() + ": " + field.getValue().getNodeType() + " " + field.getValue()));
    return lines;
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = CallbackBodiesTest.class.getResourceAsStream("/goldens/" + name)) {
      return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).get("body");
    }
  }
}
