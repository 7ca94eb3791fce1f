package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Record tasks of both kinds (contract 3.3). */
final class RecordTaskTrials {
  private RecordTaskTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "live.CreateRecordTask", RecordTaskTrials::create,
        "live.StopRecordTask", RecordTaskTrials::stop,
        "live.DeleteRecordTask", RecordTaskTrials::delete,
        "live.DescribeRecordTask", RecordTaskTrials::create,
        "live.CreateLiveRecord", RecordTaskTrials::older,
        "live.StopLiveRecord", RecordTaskTrials::older,
        "live.DeleteLiveRecord", RecordTaskTrials::older);
  }

  private static String task(Stage stage, long endsAt) {
    return stage.live("CreateRecordTask", "{'StreamName':'%s','DomainName':'push.test','AppName':'live','StartTime':%d,'EndTime':%d}"
        .formatted(stage.name(), endsAt - 60, endsAt)).path("TaskId").asText();
  }

  private static JsonNode told(Stage stage) {
    long now = Instant.now().getEpochSecond();
    return stage.live("DescribeRecordTask", "{'StartTime':%d,'EndTime':%d,'StreamName':'%s'}"
        .formatted(now - 60, now + 7200, stage.name())).path("TaskList");
  }

  private static void create(Stage stage) {
    long endsAt = Instant.now().getEpochSecond() + 3600;
    String id = task(stage, endsAt);
    JsonNode told = told(stage);
    assertThat(told).hasSize(1);
    assertThat(told.at("/0/TaskId").asText()).isEqualTo(id).isNotEmpty();
    assertThat(told.at("/0/DomainName").asText()).isEqualTo("push.test");
    assertThat(told.at("/0/StartTime").longValue()).isEqualTo(endsAt - 60);
    assertThat(told.at("/0/EndTime").longValue()).isEqualTo(endsAt);
    assertThat(told.at("/0/Stopped").asLong(9)).isZero();
  }

  private static void stop(Stage stage) {
    String id = task(stage, Instant.now().getEpochSecond() + 3600);
    stage.live("StopRecordTask", "{'TaskId':'" + id + "'}");
    assertThat(told(stage).at("/0/Stopped").longValue()).isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
  }

  private static void delete(Stage stage) {
    String id = task(stage, Instant.now().getEpochSecond() + 3600);
    stage.live("DeleteRecordTask", "{'TaskId':'" + id + "'}");
    assertThat(told(stage)).isEmpty();
    assertThat(stage.liveError("DeleteRecordTask", "{'TaskId':'" + id + "'}")).isEqualTo("InvalidParameter");
  }

  /** Times stand URL-encoded in one parameter and plainly in the other: both are documented. */
  private static void older(Stage stage) {
    String encoded = beijing(60).replace(" ", "+").replace(":", "%3a");
    long id = stage.live("CreateLiveRecord", "{'StreamName':'%s','StartTime':'%s','EndTime':'%s','FileFormat':'MP4'}"
        .formatted(stage.name(), encoded, beijing(120))).path("TaskId").longValue();
    assertThat(id).isPositive();
    String which = "{'StreamName':'%s','TaskId':%d}".formatted(stage.name(), id);
    stage.live("StopLiveRecord", which);
    stage.live("DeleteLiveRecord", which);
    assertThat(stage.liveError("StopLiveRecord", which)).isEqualTo("ResourceNotFound.TaskId");
  }

  static String beijing(long seconds) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").format(Instant.now().plusSeconds(seconds).atOffset(ZoneOffset.ofHours(8)));
  }
}
