package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events of files and tasks (contract 6.8). */
final class EventTrials {
  private EventTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "vod.ModifyEventConfig", EventTrials::config,
        "vod.DescribeEventConfig", EventTrials::config,
        "vod.PullEvents", EventTrials::pull,
        "vod.ConfirmEvents", EventTrials::confirm);
  }

  private static void config(Stage stage) {
    String url = "http://127.0.0.1:9/" + stage.name() + "?a=b&c=%20";
    stage.vod("ModifyEventConfig", "{'Mode':'PUSH','NotificationUrl':'" + url + "','PersistenceCompleteEventSwitch':'ON'}");
    JsonNode told = stage.vod("DescribeEventConfig", "{}");
    assertThat(told.path("Mode").asText()).isEqualTo("PUSH");
    assertThat(told.path("NotificationUrl").asText()).isEqualTo(url);
    assertThat(told.path("PersistenceCompleteEventSwitch").asText()).isEqualTo("ON");
    stage.vod("ModifyEventConfig", "{'Mode':'PULL','NotificationUrl':'','PersistenceCompleteEventSwitch':'OFF'}");
    assertThat(stage.vod("DescribeEventConfig", "{}").path("Mode").asText()).isEqualTo("PULL");
    assertThat(stage.vod("DescribeEventConfig", "{}").path("NotificationUrl").asText()).isEmpty();
  }

  private static void pull(Stage stage) {
    String id = deleted(stage);
    JsonNode event = pulled(stage, id).getLast();
    assertThat(event.path("EventType").asText()).isEqualTo("FileDeleted");
    assertThat(event.at("/FileDeleteEvent/FileIdSet")).extracting(JsonNode::asText).containsExactly(id);
    assertThat(event.at("/FileDeleteEvent/FileDeleteResultInfo/0/FileId").asText()).isEqualTo(id);
  }

  private static void confirm(Stage stage) {
    List<String> handles = pulled(stage, deleted(stage)).stream().map(event -> event.path("EventHandle").asText()).toList();
    assertThat(stage.scene().server().data().eventHandles()).containsAll(handles);
    List<String> last = handles.subList(Math.max(0, handles.size() - 16), handles.size());
    stage.vod("ConfirmEvents", "{'EventHandles':[" + last.stream().map(handle -> "'" + handle + "'").collect(Collectors.joining(","))
        + "],'ExtInfo':'a b'}");
    assertThat(stage.scene().server().data().eventHandles()).doesNotContainAnyElementsOf(last);
  }

  /** The id of a file whose end is told of. */
  private static String deleted(Stage stage) {
    stage.vod("ModifyEventConfig", "{'Mode':'PULL','DeleteMediaCompleteEventSwitch':'ON'}");
    String id = LibraryTrials.shelved(stage);
    stage.vod("DeleteMedia", "{'FileId':'" + id + "'}");
    stage.vod("ModifyEventConfig", "{'DeleteMediaCompleteEventSwitch':'OFF'}");
    return id;
  }

  /** What is given out, up to the event of this file: there may be others before it. */
  private static List<JsonNode> pulled(Stage stage, String fileId) {
    List<JsonNode> events = new ArrayList<>();
    while (events.isEmpty() || !events.getLast().path("FileDeleteEvent").toString().contains("\"" + fileId + "\"")) {
      stage.vod("PullEvents", "{}").path("EventSet").forEach(events::add);
    }
    return events;
  }
}
