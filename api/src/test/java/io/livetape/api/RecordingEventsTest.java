package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.callback.StoredEvent;
import io.livetape.media.FileFormat;
import io.livetape.record.RecordPlan;
import io.livetape.record.RecordingEvent;
import io.livetape.record.RecordingEvent.Kind;
import io.livetape.record.TimelineEntry;
import io.livetape.record.TimelineKind;
import io.livetape.record.TimelineSpan;
import io.livetape.testkit.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingEventsTest {
  @TempDir private Path folder;
  private Shop shop;
  private RecordingEvents events;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(folder);
    EventReceivers receivers = shop.receivers("http://configured.test/", "");
    events = new RecordingEvents(shop.database, receivers, new CallbackBodies(1_250_000_001L, "10.0.0.5"));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource({
    "STARTED, MP4, '', record_start_succeeded, 3, 1", "START_FAILED, HLS, '', record_start_failed, 2, 1",
    "RESUMED, FLV, '', record_resumed, 1, 1", "ENDED, AAC, 7, record_ended, 4, 5"
  })
  void recordStatus_ofEveryKind_hasTheDocumentedFields(
      Kind kind, FileFormat format, String taskId, String recordEvent, int fileFormat, int startModel) throws Exception {
    rule(List.of());
    hear(event(kind, format, taskId));
    JsonNode body = body("recording status");

    assertThat(body).isEqualTo(Json.parse("""
        {"event_type":332,"appid":1250000001,"appname":"live","domain":"2121.livepush.example.test","stream_id":"2121_15919131751",
         "event_time":1795200006,"record_event":"%s","record_detail":"","seq":3,"session_id":"42"}""".formatted(recordEvent)
        .replace("\"record_detail\":\"\"", "\"record_detail\":" + body.path("record_detail"))));
    assertThat(Json.parse(body.path("record_detail").asText())).isEqualTo(Json.parse("""
        {"file_format":%d,"record_bps":0,"start_model":%d,"record_content":1,"source_type":1,"codec_temp_id":0}"""
        .formatted(fileFormat, startModel)));
  }

  /** The bodies that customers' programs parse, kind by kind. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "AUDIO_JUMPED    | 2 | 7200000 | warning | -8   | audio timestamps jumped, 7200000 ms",
    "VIDEO_JUMPED    | 1 | 5000    | warning | -9   | video timestamps jumped, 5000 ms",
    "AUDIO_DRIFTED   | 9 | 120     | info    | -10  | audio drifts from its timestamps and was moved, 120 ms",
    "TRACKS_APART    | 1 | 11000   | warning | -10  | audio and video timestamps began apart, 11000 ms",
    "VIDEO_WENT_BACK | 3 | 60      | warning | -11  | video timestamps went back, 60 ms",
    "AUDIO_MISSING   | 1 | 5000    | warning | -17  | no audio came, 5000 ms",
    "VIDEO_MISSING   | 1 | 5000    | warning | -18  | no video came, 5000 ms",
    "AUDIO_STUCK     | 4 | 80      | warning | -22  | audio timestamps stood still, 80 ms",
    "VIDEO_STUCK     | 4 | 160     | warning | -23  | video timestamps stood still, 160 ms",
    "AUDIO_WENT_BACK | 1 | 20      | warning | -24  | audio timestamps went back, 20 ms",
    "SIZE_CHANGED    | 1 | 0       | info    | -100 | the resolution changed",
    "FILE_FAILED     | 1 | 0       | error   | -104 | a file could not be written",
    "VIDEO_CHANGED   | 1 | 0       | info    | -120 | the video coding changed",
    "VIDEO_LOST      | 7 | 0       | error   | -130 | video frames dropped: the disk is full or too slow",
    "AUDIO_LOST      | 7 | 0       | error   | -131 | audio frames dropped: the disk is full or too slow",
    "AUDIO_UNEVEN    | 1 | 400     | warning | -200 | audio timestamps left a hole, 400 ms",
    "VIDEO_UNEVEN    | 1 | 2000    | warning | -201 | video timestamps left a hole, 2000 ms"})
  void exception_ofEveryKind_hasTheDocumentedFields(TimelineKind kind, int count, long ms, String level, int type, String text)
      throws Exception {
    rule(List.of());
    note(Set.of(FileFormat.MP4), entry(kind, count, ms));

    assertThat(body("recording exception")).isEqualTo(Json.parse("""
        {"event_type":341,"appid":1250000001,"stream_id":"2121_15919131751","session_id":"42","file_format":"mp4","timestamp":1795200006,
         "exception_level":"%s","exception":[{"type":%d,"occurs":%d,"desc":"%s"}]}""".formatted(level, type, count, text)));
  }

  @Test
  void exceptions_ofOneMinute_areOneEventForEachFormatAndLevel() throws Exception {
    rule(List.of("alarm", "error"));
    note(Set.of(FileFormat.FLV, FileFormat.AAC), entry(TimelineKind.AUDIO_JUMPED, 1, 5000), entry(TimelineKind.VIDEO_JUMPED, 1, 5000),
        entry(TimelineKind.AUDIO_LOST, 3, 0), entry(TimelineKind.SIZE_CHANGED, 1, 0), entry(TimelineKind.BEGAN, 1, 0));

    assertThat(shop.events()).extracting(event -> Json.parse(event.event().body()))
        .extracting(body -> body.path("file_format").asText() + " " + body.path("exception_level").asText() + " "
            + body.path("exception").findValuesAsText("type"))
        .containsExactlyInAnyOrder("flv warning [-8, -9]", "flv error [-131]", "aac warning [-8]", "aac error [-131]");
  }

  @Test
  void exceptions_ofALevelThatTheTemplateDoesNotName_areNotTold() throws Exception {
    rule(List.of("warning"));
    note(Set.of(FileFormat.MP4), entry(TimelineKind.AUDIO_LOST, 1, 0), entry(TimelineKind.SIZE_CHANGED, 1, 0));

    assertThat(shop.events()).isEmpty();
  }

  @Test
  void exceptions_withoutATemplate_goNowhere() throws Exception {
    note(Set.of(FileFormat.MP4), entry(TimelineKind.AUDIO_LOST, 1, 0));

    assertThat(shop.events()).isEmpty();
  }

  private static TimelineEntry entry(TimelineKind kind, long count, long ms) {
    return new TimelineEntry(
        42, Shop.PUSH.sequence(), Shop.PUSH.stream(), Shop.PUSH.domain(), 0, Shop.NOW.minusSeconds(50), kind, count, ms);
  }

  private void note(Set<FileFormat> formats, TimelineEntry... entries) throws Exception {
    RecordPlan plan = new RecordPlan(formats, Duration.ofMinutes(30), false, "", "", Duration.ZERO);
    TimelineSpan span = new TimelineSpan(Shop.PUSH, plan, 42, Shop.NOW, List.of(entries));
    shop.database.writeNow(transaction -> {
      events.noted(transaction, span);
      return null;
    });
  }

  @Test
  void recordStatus_withoutATemplate_goesNowhere() throws Exception {
    hear(event(Kind.STARTED, FileFormat.MP4, ""));

    assertThat(shop.events()).isEmpty();
  }

  /** Returns when what comes of it is stored: writes are done in their order. */
  private void hear(RecordingEvent event) throws Exception {
    events.heard(event);
    shop.database.writeNow(_ -> null);
  }

  private JsonNode body(String kind) throws Exception {
    return shop.events().stream().map(StoredEvent::event).filter(event -> event.kind().equals(kind))
        .map(event -> Json.parse(event.body())).findFirst().orElseThrow();
  }

  private static RecordingEvent event(Kind kind, FileFormat format, String taskId) {
    RecordPlan plan = new RecordPlan(Set.of(format), Duration.ofMinutes(30), false, "", taskId, Duration.ZERO);
    return new RecordingEvent(kind, Shop.PUSH, plan, format, 42, 3, Shop.NOW);
  }

  private void rule(List<String> levels) throws Exception {
    shop.database.writeNow(transaction -> {
      CallbackTemplates.put(transaction, new CallbackTemplate(
          1L, "name", "", "", "", "", "http://status.test/", "http://exception.test/", "", "", "", "", "", levels, ""), Shop.NOW);
      return CallbackRules.add(transaction, new CallbackRules.Rule(Shop.PUSH.domain(), "", 1, Shop.NOW));
    });
  }
}
