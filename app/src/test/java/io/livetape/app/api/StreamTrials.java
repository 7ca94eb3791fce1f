package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.time.Instant;
import java.util.Map;

/** Streams: those that are live, their history, ending and forbidding them (contract 3.5). */
final class StreamTrials {
  private static final String ON_AIR = "{'AppName':'live','DomainName':'127.0.0.1','StreamName':'" + Scene.ON_AIR + "'}";

  private StreamTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "live.DescribeLiveStreamState", StreamTrials::state,
        "live.DropLiveStream", StreamTrials::drop,
        "live.ForbidLiveStream", StreamTrials::forbid,
        "live.ResumeLiveStream", StreamTrials::forbid,
        "live.DescribeLiveStreamOnlineList", StreamTrials::onlineList,
        "live.DescribeLiveStreamPushInfoList", StreamTrials::pushInfoList,
        "live.DescribeLiveStreamPublishedList", StreamTrials::publishedList,
        "live.DescribeLiveStreamEventList", StreamTrials::eventList);
  }

  private static String own(Stage stage) {
    return "{'AppName':'live','DomainName':'127.0.0.1','StreamName':'%s'}".formatted(stage.name());
  }

  private static String state(Stage stage, String stream) {
    return stage.live("DescribeLiveStreamState", stream).path("StreamState").asText();
  }

  private static void state(Stage stage) {
    assertThat(state(stage, ON_AIR)).isEqualTo("active");
    assertThat(state(stage, own(stage))).isEqualTo("inactive");
  }

  /** One that is not live is dropped with success too (contract 3.5); others are left alone. */
  private static void drop(Stage stage) {
    stage.live("DropLiveStream", own(stage));
    assertThat(state(stage, ON_AIR)).isEqualTo("active");
  }

  private static void forbid(Stage stage) {
    String until = Instant.now().plusSeconds(3600).toString();
    stage.live("ForbidLiveStream", own(stage).replace("}", ",'ResumeTime':'" + until + "','Reason':'a & b, 录制'}"));
    assertThat(state(stage, own(stage))).isEqualTo("forbid");
    stage.live("ResumeLiveStream", own(stage));
    assertThat(state(stage, own(stage))).isEqualTo("inactive");
  }

  private static void onlineList(Stage stage) {
    JsonNode told = stage.live("DescribeLiveStreamOnlineList", "{'AppName':'live','PageNum':1,'PageSize':20}");
    assertThat(told.path("TotalNum").asInt()).isEqualTo(1);
    assertThat(told.path("PageSize").asInt()).isEqualTo(20);
    assertThat(told.at("/OnlineInfo/0/StreamName").asText()).isEqualTo(Scene.ON_AIR);
    assertThat(Instant.parse(told.at("/OnlineInfo/0/PublishTimeList/0/PublishTime").asText())).isBefore(Instant.now());
  }

  private static void pushInfoList(Stage stage) {
    JsonNode told = stage.live("DescribeLiveStreamPushInfoList", "{'PushDomain':'127.0.0.1'}");
    assertThat(told.path("TotalNum").asInt()).isEqualTo(1);
    assertThat(told.at("/DataInfoList/0/StreamName").asText()).isEqualTo(Scene.ON_AIR);
    assertThat(told.at("/DataInfoList/0/Resolution").asText()).isEqualTo("320x180");
    assertThat(told.at("/DataInfoList/0/VideoSpeed").asLong()).isPositive();
  }

  private static String window(Stage stage, String more) {
    return "{'DomainName':'127.0.0.1','StartTime':'%s','EndTime':'%s',%s}"
        .formatted(Instant.now().minusSeconds(600), Instant.now().plusSeconds(60), more);
  }

  private static void publishedList(Stage stage) {
    JsonNode told = stage.live("DescribeLiveStreamPublishedList", window(stage, "'StreamName':'sho','PageSize':20"));
    assertThat(told.path("TotalNum").asInt()).isEqualTo(2);
    assertThat(told.path("PublishInfo").findValuesAsText("StreamName")).containsExactly(Scene.SHOW, Scene.SHOW);
    assertThat(told.at("/PublishInfo/0/StreamEndTime").asText()).isNotEmpty();
  }

  private static void eventList(Stage stage) {
    JsonNode told = stage.live("DescribeLiveStreamEventList", window(stage, "'IsAsc':1,'PageSize':2"));
    assertThat(told.path("TotalNum").asInt()).isEqualTo(3);
    assertThat(told.path("TotalPage").asInt()).isEqualTo(2);
    assertThat(told.path("EventList").findValuesAsText("StreamName")).containsExactly(Scene.SHOW, Scene.SHOW);
    JsonNode running = stage.live("DescribeLiveStreamEventList", window(stage, "'StreamName':'on-air','IsStrict':1")).path("EventList");
    assertThat(running).hasSize(1);
    assertThat(running.at("/0/StreamEndTime").asText()).isEmpty();
  }
}
