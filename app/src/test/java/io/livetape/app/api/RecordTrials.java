package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.util.Map;

/** Record templates and rules (contract 3.1, 3.2). */
final class RecordTrials {
  private RecordTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "live.CreateLiveRecordTemplate", RecordTrials::createTemplate,
        "live.ModifyLiveRecordTemplate", RecordTrials::modifyTemplate,
        "live.DeleteLiveRecordTemplate", RecordTrials::deleteTemplate,
        "live.DescribeLiveRecordTemplate", RecordTrials::createTemplate,
        "live.DescribeLiveRecordTemplates", RecordTrials::describeTemplates,
        "live.CreateLiveRecordRule", RecordTrials::rule,
        "live.DeleteLiveRecordRule", RecordTrials::rule,
        "live.DescribeLiveRecordRules", RecordTrials::rule);
  }

  private static long template(Stage stage) {
    long id = stage.live("CreateLiveRecordTemplate", """
        {'TemplateName':'lesson_录制','Description':'a & b + c = 100 %, 录制?','HlsParam':{'Enable':1},'RemoveWatermark':true,
        'Mp4Param':{'Enable':1,'RecordInterval':3600,'StorageTime':86400},'HlsSpecialParam':{'FlowContinueDuration':60}}""")
        .path("TemplateId").longValue();
    stage.atEnd("DeleteLiveRecordTemplate", which(id));
    return id;
  }

  private static String which(long templateId) {
    return "{'TemplateId':" + templateId + "}";
  }

  private static void createTemplate(Stage stage) {
    long id = template(stage);
    JsonNode told = stage.live("DescribeLiveRecordTemplate", which(id)).path("Template");
    assertThat(told.path("TemplateId").longValue()).isEqualTo(id);
    assertThat(told.path("TemplateName").asText()).isEqualTo("lesson_录制");
    assertThat(told.path("Description").asText()).isEqualTo("a & b + c = 100 %, 录制?");
    assertThat(told.path("RemoveWatermark").asBoolean()).isTrue();
    assertThat(told.at("/Mp4Param/Enable").asInt()).isEqualTo(1);
    assertThat(told.at("/Mp4Param/RecordInterval").asInt()).isEqualTo(3600);
    assertThat(told.at("/Mp4Param/StorageTime").asInt()).isEqualTo(86_400);
    assertThat(told.at("/FlvParam/Enable").asInt(9)).isZero();
    assertThat(told.at("/HlsSpecialParam/FlowContinueDuration").asInt()).isEqualTo(60);
  }

  private static void modifyTemplate(Stage stage) {
    long id = template(stage);
    stage.live("ModifyLiveRecordTemplate", "{'TemplateId':" + id + ",'Description':'changed','FlvParam':{'Enable':1}}");
    JsonNode told = stage.live("DescribeLiveRecordTemplate", which(id)).path("Template");
    assertThat(told.path("Description").asText()).isEqualTo("changed");
    assertThat(told.at("/FlvParam/Enable").asInt()).isEqualTo(1);
    assertThat(told.at("/Mp4Param/RecordInterval").asInt()).as("what is not given stays").isEqualTo(3600);
  }

  private static void deleteTemplate(Stage stage) {
    long id = template(stage);
    stage.live("DeleteLiveRecordTemplate", which(id));
    assertThat(stage.liveError("DescribeLiveRecordTemplate", which(id))).isEqualTo("FailedOperation.NotFound");
  }

  private static void describeTemplates(Stage stage) {
    long id = template(stage);
    assertThat(stage.live("DescribeLiveRecordTemplates", "{}").path("Templates").findValues("TemplateId"))
        .extracting(JsonNode::longValue).containsExactly(id);
    assertThat(stage.live("DescribeLiveRecordTemplates", "{'IsDelayLive':1}").path("Templates")).isEmpty();
  }

  private static void rule(Stage stage) {
    long id = template(stage);
    String names = "'DomainName':'%s.test','AppName':'live','StreamName':'录制 a&b+c'".formatted(stage.name());
    stage.atEnd("DeleteLiveRecordRule", "{" + names + "}");
    stage.live("CreateLiveRecordRule", "{'TemplateId':" + id + "," + names + "}");
    JsonNode told = stage.live("DescribeLiveRecordRules", "{}").path("Rules").path(0);
    assertThat(told.path("TemplateId").longValue()).isEqualTo(id);
    assertThat(told.path("DomainName").asText()).isEqualTo(stage.name() + ".test");
    assertThat(told.path("AppName").asText()).isEqualTo("live");
    assertThat(told.path("StreamName").asText()).isEqualTo("录制 a&b+c");
    assertThat(told.path("CreateTime").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    stage.live("DeleteLiveRecordRule", "{" + names + "}");
    assertThat(stage.live("DescribeLiveRecordRules", "{}").path("Rules")).isEmpty();
  }
}
