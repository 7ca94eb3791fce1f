package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import io.livetape.app.LivetapeServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each parameter of each action that the server knows, missing, mistyped, out of range, oversized and misspelt, is refused with the
 * documented code and a message that names it, and changes nothing. What only an action itself can find wrong is in the other tests.
 */
class EveryBadInputTest {
  private static LivetapeServer server;
  private static final Map<String, Calls> CALLS = new TreeMap<>();

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("api.rate-limit=10000");
    Credential key = server.apiKey();
    for (String version : List.of("2018-08-01", "2018-07-17")) {
      CALLS.put(version, new Calls("127.0.0.1:" + server.httpPort(), key, version));
    }
    // Something that could be changed by mistake.
    CALLS.get("2018-08-01").call("CreateLiveRecordTemplate", json("{'TemplateName':'t','Mp4Param':{'Enable':1}}"));
    CALLS.get("2018-08-01").call("AddLiveDomain", json("{'DomainName':'a1','DomainType':0}"));
    CALLS.get("2018-07-17").call("CreateClass", json("{'ParentId':-1,'ClassName':'a1'}"));
    server.data().add(ShelvedFile.of("1", "first").file());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  static List<WrongInput> inputs() {
    return WrongInputs.of(KnownActions.document(server));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void input_withOneThingWrong_isRefusedByNameAndChangesNothing(WrongInput input) {
    Map<String, String> before = server.data().content();

    TencentCloudSDKException error = CALLS.get(input.version()).failure(input.action(), input.parameters().toString());

    assertThat(error.getErrorCode()).as(error.getMessage()).isEqualTo(input.code());
    assertThat(error.getMessage()).contains("`" + input.named());
    assertThat(server.data().content()).isEqualTo(before);
  }
}
