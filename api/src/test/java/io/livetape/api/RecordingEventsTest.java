package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.callback.StoredEvent;
import io.livetape.media.FileFormat;
import io.livetape.record.RecordPlan;
import io.livetape.record.RecordingEvent;
import io.livetape.record.RecordingEvent.Kind;
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

  @Test
  void samplesLost_areToldAsAnErrorAndAsAnException() throws Exception {
    rule(List.of("error", "warning"));
    hear(event(Kind.FAILED, FileFormat.MP4, ""));

    assertThat(body("recording status").path("record_event").asText()).isEqualTo("record_error");
    assertThat(body("recording exception")).isEqualTo(Json.parse("""
        {"event_type":341,"appid":1250000001,"stream_id":"2121_15919131751","session_id":"42","file_format":"mp4","timestamp":1795200006,
         "exception_level":"error","exception":[{"type":-130,"occurs":1,"desc":"frames dropped: the disk is full or too slow"}]}"""));
  }

  @Test
  void exceptions_ofALevelThatTheTemplateDoesNotName_areNotTold() throws Exception {
    rule(List.of("warning"));
    hear(event(Kind.FAILED, FileFormat.MP4, ""));

    assertThat(shop.events()).extracting(event -> event.event().kind()).containsExactly("recording status");
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
