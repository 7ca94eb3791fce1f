package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.util.Map;

/** Classes, and the parts of the account (contract 6.4). */
final class AccountTrials {
  private AccountTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "vod.CreateClass", AccountTrials::createClass,
        "vod.ModifyClass", AccountTrials::modifyClass,
        "vod.DeleteClass", AccountTrials::deleteClass,
        "vod.DescribeAllClass", AccountTrials::createClass,
        "vod.CreateSubAppId", AccountTrials::createPart,
        "vod.DescribeSubAppIds", AccountTrials::createPart,
        "vod.ModifySubAppIdInfo", AccountTrials::renamePart,
        "vod.ModifySubAppIdStatus", AccountTrials::turnPart);
  }

  /** In a part of the account that is this trial's. */
  private static String in(Stage stage, String parameters) {
    return "{'SubAppId':" + stage.number() + (parameters.isEmpty() ? "" : "," + parameters) + "}";
  }

  private static long made(Stage stage, long parentId, String name) {
    return stage.vod("CreateClass", in(stage, "'ParentId':" + parentId + ",'ClassName':'" + name + "'")).path("ClassId").longValue();
  }

  private static JsonNode classes(Stage stage) {
    return stage.vod("DescribeAllClass", in(stage, "")).path("ClassInfoSet");
  }

  private static void createClass(Stage stage) {
    long top = made(stage, -1, "学校 a&b");
    long below = made(stage, top, "lessons");
    JsonNode told = classes(stage);
    assertThat(told.findValues("ClassId")).extracting(JsonNode::longValue).containsExactly(top, below);
    assertThat(told.at("/0/ClassName").asText()).isEqualTo("学校 a&b");
    assertThat(told.at("/0/SubClassIdSet/0").longValue()).isEqualTo(below);
    assertThat(told.at("/1/Level").asInt()).isEqualTo(1);
  }

  private static void modifyClass(Stage stage) {
    long id = made(stage, -1, "old");
    stage.vod("ModifyClass", in(stage, "'ClassId':" + id + ",'ClassName':'新 + new'"));
    assertThat(classes(stage).at("/0/ClassName").asText()).isEqualTo("新 + new");
  }

  private static void deleteClass(Stage stage) {
    long id = made(stage, -1, "gone");
    stage.vod("DeleteClass", in(stage, "'ClassId':" + id));
    assertThat(classes(stage)).isEmpty();
  }

  private static long part(Stage stage) {
    return stage.vod("CreateSubAppId", """
        {'Name':'%s','Description':'a & b','Tags':[{'TagKey':'k','TagValue':'v=1'}]}""".formatted(stage.name()))
        .path("SubAppId").longValue();
  }

  private static JsonNode told(Stage stage, String name) {
    return stage.vod("DescribeSubAppIds", "{'Name':'" + name + "'}").path("SubAppIdInfoSet");
  }

  private static void createPart(Stage stage) {
    long id = part(stage);
    JsonNode told = told(stage, stage.name());
    assertThat(told).hasSize(1);
    assertThat(told.at("/0/SubAppId").longValue()).isEqualTo(id);
    assertThat(told.at("/0/Description").asText()).isEqualTo("a & b");
    assertThat(told.at("/0/Status").asText()).isEqualTo("On");
    assertThat(told.at("/0/Tags/0/TagValue").asText()).isEqualTo("v=1");
  }

  private static void renamePart(Stage stage) {
    long id = part(stage);
    stage.vod("ModifySubAppIdInfo", "{'SubAppId':" + id + ",'Name':'new " + stage.name() + "'}");
    assertThat(told(stage, "new " + stage.name()).at("/0/SubAppId").longValue()).isEqualTo(id);
    assertThat(told(stage, stage.name())).isEmpty();
  }

  private static void turnPart(Stage stage) {
    long id = part(stage);
    stage.vod("ModifySubAppIdStatus", "{'SubAppId':" + id + ",'Status':'Off'}");
    assertThat(told(stage, stage.name()).at("/0/Status").asText()).isEqualTo("Off");
  }
}
