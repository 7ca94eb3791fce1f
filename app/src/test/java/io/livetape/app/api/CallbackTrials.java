package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.util.Map;

/** Callback templates and rules (contract 3.4). */
final class CallbackTrials {
  private CallbackTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "live.CreateLiveCallbackTemplate", CallbackTrials::createTemplate,
        "live.ModifyLiveCallbackTemplate", CallbackTrials::modifyTemplate,
        "live.DeleteLiveCallbackTemplate", CallbackTrials::deleteTemplate,
        "live.DescribeLiveCallbackTemplate", CallbackTrials::createTemplate,
        "live.DescribeLiveCallbackTemplates", CallbackTrials::describeTemplates,
        "live.CreateLiveCallbackRule", CallbackTrials::rule,
        "live.DeleteLiveCallbackRule", CallbackTrials::rule,
        "live.DescribeLiveCallbackRules", CallbackTrials::rule);
  }

  private static long template(Stage stage) {
    long id = stage.live("CreateLiveCallbackTemplate", """
        {'TemplateName':'events 录制','RecordNotifyUrl':'http://127.0.0.1:9/events?a=b&c=d','CallbackKey':'k+/=','Description':'a & b',
        'RecordExceptionLevels':['error','warning']}""").path("TemplateId").longValue();
    stage.atEnd("DeleteLiveCallbackTemplate", which(id));
    return id;
  }

  private static String which(long templateId) {
    return "{'TemplateId':" + templateId + "}";
  }

  private static void createTemplate(Stage stage) {
    JsonNode told = stage.live("DescribeLiveCallbackTemplate", which(template(stage))).path("Template");
    assertThat(told.path("TemplateName").asText()).isEqualTo("events 录制");
    assertThat(told.path("RecordNotifyUrl").asText()).isEqualTo("http://127.0.0.1:9/events?a=b&c=d");
    assertThat(told.path("CallbackKey").asText()).isEqualTo("k+/=");
    assertThat(told.path("RecordExceptionLevels")).extracting(JsonNode::asText).containsExactly("error", "warning");
  }

  private static void modifyTemplate(Stage stage) {
    long id = template(stage);
    stage.live("ModifyLiveCallbackTemplate",
        "{'TemplateId':" + id + ",'CallbackKey':'other','StreamEndNotifyUrl':'https://127.0.0.1/end'}");
    JsonNode told = stage.live("DescribeLiveCallbackTemplate", which(id)).path("Template");
    assertThat(told.path("CallbackKey").asText()).isEqualTo("other");
    assertThat(told.path("StreamEndNotifyUrl").asText()).isEqualTo("https://127.0.0.1/end");
    assertThat(told.path("RecordNotifyUrl").asText()).as("what is not given stays").isEqualTo("http://127.0.0.1:9/events?a=b&c=d");
  }

  private static void deleteTemplate(Stage stage) {
    long id = template(stage);
    stage.live("DeleteLiveCallbackTemplate", which(id));
    assertThat(stage.liveError("DescribeLiveCallbackTemplate", which(id))).isEqualTo("FailedOperation.NotFound");
  }

  private static void describeTemplates(Stage stage) {
    long id = template(stage);
    assertThat(stage.live("DescribeLiveCallbackTemplates", "{}").path("Templates").findValues("TemplateId"))
        .extracting(JsonNode::longValue).containsExactly(id);
  }

  private static void rule(Stage stage) {
    long id = template(stage);
    String names = "'DomainName':'%s.test','AppName':'live'".formatted(stage.name());
    stage.atEnd("DeleteLiveCallbackRule", "{" + names + "}");
    stage.live("CreateLiveCallbackRule", "{'TemplateId':" + id + "," + names + "}");
    JsonNode told = stage.live("DescribeLiveCallbackRules", "{}").path("Rules");
    assertThat(told).hasSize(1);
    assertThat(told.at("/0/TemplateId").longValue()).isEqualTo(id);
    assertThat(told.at("/0/DomainName").asText()).isEqualTo(stage.name() + ".test");
    assertThat(told.at("/0/AppName").asText()).isEqualTo("live");
    stage.live("DeleteLiveCallbackRule", "{" + names + "}");
    assertThat(stage.live("DescribeLiveCallbackRules", "{}").path("Rules")).isEmpty();
  }
}
