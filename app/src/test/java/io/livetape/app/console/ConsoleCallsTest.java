package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.console.account.Role;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's actions for whoever is signed in to the console: who may call which, and what is written down of it. */
class ConsoleCallsTest {
  @AutoClose
  private static LivetapeServer server;
  private static ConsoleClient admin;
  private static ConsoleClient operator;
  private static ConsoleClient viewer;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start();
    server.data().addUser("olga", "operator-password", Role.OPERATOR);
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    admin = ConsoleClient.ofAdmin(server);
    operator = ConsoleClient.of(server, "olga", "operator-password");
    viewer = ConsoleClient.of(server, "vera", "viewer-password");
  }

  @Test
  void action_isAnsweredAsByTheApi() {
    JsonNode made = admin.call("live/CreateLiveRecordTemplate", "{\"TemplateName\":\"shows\",\"Mp4Param\":{\"Enable\":1}}");

    assertThat(made.path("TemplateId").asLong()).as(made.toString()).isPositive();
    assertThat(made.path("RequestId").asText()).isNotEmpty();
    assertThat(viewer.call("live/DescribeLiveRecordTemplates", "{}").path("Templates").findValuesAsText("TemplateName")).contains("shows");
    assertThat(code(admin.call("live/DropLiveStream", "{\"AppName\":\"live\"}"))).isEqualTo("MissingParameter");
    assertThat(code(admin.call("vod/DescribeMediaInfos", "{\"FileIds\":[]}"))).startsWith("InvalidParameterValue");
    assertThat(code(admin.call("live/DescribeLiveStreamOnlineList", "{"))).isEqualTo("InvalidParameter");
  }

  @ParameterizedTest
  @CsvSource({
      "live/DescribeLiveStreamOnlineList, viewer", "vod/SearchMedia, viewer", "console/DescribeOverview, viewer",
      "console/DescribeStreams, viewer",
      "live/DropLiveStream, operator", "console/MakePushUrl, operator", "vod/DeleteMedia, operator", "live/CreateLiveRecordRule, operator",
      "live/DescribeLiveCallbackTemplates, operator", "vod/PullEvents, operator",
      "live/DescribeLivePushAuthKey, admin", "live/ModifyLivePushAuthKey, admin", "live/AddLiveDomain, admin"})
  void action_needsItsRole(String action, String role) {
    Role least = Role.of(role);

    assertThat(code(viewer.call(action, "{}")).equals("UnauthorizedOperation")).isEqualTo(!Role.VIEWER.atLeast(least));
    assertThat(code(operator.call(action, "{}")).equals("UnauthorizedOperation")).isEqualTo(!Role.OPERATOR.atLeast(least));
    assertThat(code(admin.call(action, "{}"))).isNotEqualTo("UnauthorizedOperation");
  }

  @Test
  void change_isWrittenDown_withoutSecrets_andSoIsWhatWasNotAllowed_butNoQuestion() {
    operator.call("live/ForbidLiveStream",
        "{\"DomainName\":\"127.0.0.1\",\"AppName\":\"live\",\"StreamName\":\"bad show\",\"Reason\":\"x\"}");
    operator.call("live/DescribeLiveStreamOnlineList", "{\"StreamName\":\"a-question\"}");
    viewer.call("live/ResumeLiveStream", "{\"StreamName\":\"a-wish\"}");
    admin.call("live/ModifyLivePushAuthKey", "{\"DomainName\":\"127.0.0.1\",\"MasterAuthKey\":\"0123456789abcdef\"}");

    assertThat(server.awaitAudit("^admin live/ModifyLivePushAuthKey DomainName=127.0.0.1")).anyMatch(
            line -> line.startsWith("olga live/ForbidLiveStream DomainName=127.0.0.1 AppName=live StreamName=bad show Reason=x "))
        .contains("vera live/ResumeLiveStream UnauthorizedOperation")
        .noneMatch(line -> line.contains("a-question") || line.contains("0123456789abcdef"));
  }

  @Test
  void call_withoutSession_orToken_orFromElsewhere_isRefused() {
    String path = "/console/api/live/DescribeLiveStreamOnlineList";
    try (ConsoleClient nobody = new ConsoleClient(server)) {
      assertThat(nobody.post(path, "{}", Map.of("X-Livetape-Csrf", admin.csrf())).statusCode()).isEqualTo(401);
      assertThat(nobody.get("/console/events").statusCode()).isEqualTo(401);
    }
    assertThat(admin.post(path, "{}", Map.of()).statusCode()).isEqualTo(403);
    assertThat(admin.post(path, "{}", Map.of("X-Livetape-Csrf", operator.csrf())).statusCode()).isEqualTo(403);
    Map<String, String> token = Map.of("X-Livetape-Csrf", admin.csrf());
    assertThat(admin.post(path, "{}", with(token, "Sec-Fetch-Site", "same-site")).statusCode()).isEqualTo(403);
    assertThat(admin.post(path, "{}", with(token, "Origin", "http://example.org")).statusCode()).isEqualTo(403);
    assertThat(admin.post(path, "{}", with(token, "Content-Type", "text/plain")).statusCode()).isEqualTo(403);
    assertThat(admin.post(path, "{}", with(token, "Sec-Fetch-Site", "same-origin")).statusCode()).isEqualTo(200);
    assertThat(admin.get(path).statusCode()).as("a GET shows the shell, which calls nothing").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"live/Nothing", "nothing/DescribeLiveStreamOnlineList", "live/describelivestreamonlinelist", "console/a%20b"})
  void action_thatIsNone_isSaidSo(String action) {
    assertThat(code(admin.call(action, "{}"))).isEqualTo("InvalidAction");
  }

  @Test
  void body_thatIsTooLong_isRefused() {
    assertThat(code(admin.call("live/DescribeLiveStreamOnlineList", " ".repeat((1 << 20) + 1)))).isEqualTo("RequestSizeLimitExceeded");
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return all;
  }

  private static String code(JsonNode response) {
    return response.path("Error").path("Code").asText();
  }
}
