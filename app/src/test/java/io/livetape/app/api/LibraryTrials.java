package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.util.Map;

/** Files: found, described, forbidden, deleted (contract 6.1 to 6.4). */
final class LibraryTrials {
  private LibraryTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "vod.SearchMedia", LibraryTrials::search,
        "vod.DescribeMediaInfos", LibraryTrials::describe,
        "vod.ModifyMediaInfo", LibraryTrials::modify,
        "vod.DeleteMedia", LibraryTrials::delete,
        "vod.ForbidMediaDistribution", LibraryTrials::forbid,
        "vod.DescribeStorageData", LibraryTrials::storage);
  }

  /** The id of a file that is in the catalogue under a name of its own. */
  static String shelved(Stage stage) {
    String id = Long.toString(stage.number());
    stage.scene().server().data().add(ShelvedFile.of(id, name(stage)).file());
    return id;
  }

  private static String name(Stage stage) {
    return stage.name() + " 录制 a&b+c=%";
  }

  private static JsonNode told(Stage stage, String id) {
    return stage.vod("DescribeMediaInfos", "{'FileIds':['" + id + "']}").path("MediaInfoSet").path(0);
  }

  private static void search(Stage stage) {
    String id = shelved(stage);
    JsonNode found = stage.vod("SearchMedia", """
        {'NamePrefixes':['%s 录制 a&b+','nothing'],'Categories':['Video'],'CreateTime':{'After':'2026-11-20T20:00:00+08:00'},
        'Sort':{'Field':'CreateTime','Order':'Asc'},'Offset':0,'Limit':5,'Filters':['basicInfo']}""".formatted(stage.name()));
    assertThat(found.path("TotalCount").asInt()).isEqualTo(1);
    assertThat(found.at("/MediaInfoSet/0/FileId").asText()).isEqualTo(id);
    assertThat(found.at("/MediaInfoSet/0/BasicInfo/Name").asText()).isEqualTo(name(stage));
    assertThat(found.at("/MediaInfoSet/0/MetaData").isMissingNode()).as("was not asked for").isTrue();
    assertThat(stage.vod("SearchMedia", "{'Text':'" + stage.name() + " ','SubAppId':7}").path("TotalCount").asInt(9)).isZero();
  }

  private static void describe(Stage stage) {
    String id = shelved(stage);
    JsonNode told = stage.vod("DescribeMediaInfos", "{'FileIds':['" + id + "','17'],'Filters':['basicInfo','metaData']}");
    assertThat(told.path("NotExistFileIdSet")).extracting(JsonNode::asText).containsExactly("17");
    assertThat(told.at("/MediaInfoSet/0/BasicInfo/Name").asText()).isEqualTo(name(stage));
    assertThat(told.at("/MediaInfoSet/0/MetaData/Duration").asDouble()).isEqualTo(60);
  }

  private static void modify(Stage stage) {
    String id = shelved(stage);
    stage.vod("ModifyMediaInfo", """
        {'FileId':'%s','Name':'new & 名','Description':'50 %% + ?','AddTags':['a','b c'],'ExpireTime':'2099-01-01T08:00:00+08:00',
        'AddKeyFrameDescs':[{'TimeOffset':1.5,'Content':'goal'},{'TimeOffset':30.0,'Content':'中'}]}""".formatted(id));
    JsonNode told = told(stage, id);
    assertThat(told.at("/BasicInfo/Name").asText()).isEqualTo("new & 名");
    assertThat(told.at("/BasicInfo/Description").asText()).isEqualTo("50 % + ?");
    assertThat(told.at("/BasicInfo/TagSet")).extracting(JsonNode::asText).containsExactly("a", "b c");
    assertThat(told.at("/BasicInfo/ExpireTime").asText()).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(told.at("/KeyFrameDescInfo/KeyFrameDescSet").findValues("TimeOffset")).extracting(JsonNode::asDouble)
        .containsExactly(1.5, 30.0);
    stage.vod("ModifyMediaInfo", "{'FileId':'" + id + "','DeleteTags':['a'],'DeleteKeyFrameDescs':[1.5]}");
    assertThat(told(stage, id).at("/BasicInfo/TagSet")).hasSize(1);
    assertThat(told(stage, id).at("/KeyFrameDescInfo/KeyFrameDescSet")).hasSize(1);
  }

  private static void delete(Stage stage) {
    String id = shelved(stage);
    String which = "{'FileId':'" + id + "','DeleteParts':[{'Type':'OriginalFiles','Definition':0}]}";
    stage.vod("DeleteMedia", which);
    assertThat(stage.vod("DescribeMediaInfos", "{'FileIds':['" + id + "']}").path("NotExistFileIdSet")).hasSize(1);
    assertThat(stage.vodError("DeleteMedia", which)).isEqualTo("ResourceNotFound");
  }

  private static void forbid(Stage stage) {
    String id = shelved(stage);
    JsonNode told = stage.vod("ForbidMediaDistribution", "{'FileIds':['" + id + "','17'],'Operation':'forbid'}");
    assertThat(told.path("NotExistFileIdSet")).extracting(JsonNode::asText).containsExactly("17");
    assertThat(told(stage, id).at("/BasicInfo/Status").asText()).isEqualTo("Forbidden");
    stage.vod("ForbidMediaDistribution", "{'FileIds':['" + id + "'],'Operation':'recover'}");
    assertThat(told(stage, id).at("/BasicInfo/Status").asText()).isEqualTo("Normal");
  }

  private static void storage(Stage stage) {
    long before = stage.vod("DescribeStorageData", "{}").path("MediaCount").longValue();
    shelved(stage);
    JsonNode told = stage.vod("DescribeStorageData", "{}");
    assertThat(told.path("MediaCount").longValue()).isEqualTo(before + 1);
    assertThat(told.path("TotalStorage").longValue()).isEqualTo(told.path("StandardStorage").longValue()).isPositive();
  }
}
