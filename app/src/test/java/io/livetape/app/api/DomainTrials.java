package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.api.Stage.Trial;
import java.util.Map;

/** Domains, and the keys of their addresses (contract 3.5). */
final class DomainTrials {
  private DomainTrials() {}

  static Map<String, Trial> all() {
    return Map.of(
        "live.AddLiveDomain", DomainTrials::add,
        "live.DeleteLiveDomain", DomainTrials::delete,
        "live.DescribeLiveDomain", DomainTrials::add,
        "live.DescribeLiveDomains", DomainTrials::list,
        "live.DescribeLivePushAuthKey", DomainTrials::pushKeys,
        "live.ModifyLivePushAuthKey", DomainTrials::pushKeys,
        "live.DescribeLivePlayAuthKey", DomainTrials::playKeys,
        "live.ModifyLivePlayAuthKey", DomainTrials::playKeys);
  }

  /** Its name. */
  private static String added(Stage stage, int type) {
    String name = stage.name() + ".test";
    stage.live("AddLiveDomain", "{'DomainName':'%s','DomainType':%d,'PlayType':2}".formatted(name, type));
    stage.atEnd("DeleteLiveDomain", "{'DomainName':'%s','DomainType':%d}".formatted(name, type));
    return name;
  }

  private static String which(String name) {
    return "{'DomainName':'" + name + "'}";
  }

  private static void add(Stage stage) {
    String name = added(stage, 1);
    JsonNode told = stage.live("DescribeLiveDomain", which(name)).path("DomainInfo");
    assertThat(told.path("Name").asText()).isEqualTo(name);
    assertThat(told.path("Type").asInt()).isEqualTo(1);
    assertThat(told.path("PlayType").asInt()).isEqualTo(2);
  }

  private static void delete(Stage stage) {
    String name = added(stage, 0);
    stage.live("DeleteLiveDomain", "{'DomainName':'" + name + "','DomainType':0}");
    assertThat(stage.liveError("DescribeLiveDomain", which(name))).isEqualTo("ResourceNotFound.DomainNotExist");
  }

  private static void list(Stage stage) {
    String name = added(stage, 1);
    JsonNode told = stage.live("DescribeLiveDomains", "{'DomainPrefix':'" + stage.name() + "','PageSize':10,'PageNum':1}");
    assertThat(told.path("AllCount").asInt()).isEqualTo(1);
    assertThat(told.at("/DomainList/0/Name").asText()).isEqualTo(name);
    assertThat(told.path("PlayTypeCount")).extracting(JsonNode::asInt).containsExactly(0, 1, 0);
  }

  private static void pushKeys(Stage stage) {
    String name = added(stage, 0);
    stage.live("ModifyLivePushAuthKey",
        "{'DomainName':'" + name + "','Enable':1,'MasterAuthKey':'m_1','BackupAuthKey':'b-1','AuthDelta':60}");
    JsonNode told = stage.live("DescribeLivePushAuthKey", which(name)).path("PushAuthKeyInfo");
    assertThat(told.path("DomainName").asText()).isEqualTo(name);
    assertThat(told.path("Enable").asInt()).isEqualTo(1);
    assertThat(told.path("MasterAuthKey").asText()).isEqualTo("m_1");
    assertThat(told.path("BackupAuthKey").asText()).isEqualTo("b-1");
    assertThat(told.path("AuthDelta").asInt()).isEqualTo(60);
  }

  private static void playKeys(Stage stage) {
    String name = added(stage, 1);
    stage.live("ModifyLivePlayAuthKey", "{'DomainName':'" + name + "','Enable':1,'AuthKey':'p1','AuthBackKey':'p2','AuthDelta':30}");
    JsonNode told = stage.live("DescribeLivePlayAuthKey", which(name)).path("PlayAuthKeyInfo");
    assertThat(told.path("Enable").asInt()).isEqualTo(1);
    assertThat(told.path("AuthKey").asText()).isEqualTo("p1");
    assertThat(told.path("AuthBackKey").asText()).isEqualTo("p2");
    assertThat(told.path("AuthDelta").asInt()).isEqualTo(30);
  }
}
