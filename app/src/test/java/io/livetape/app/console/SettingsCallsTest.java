package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.console.account.Role;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, API keys, storage and the audit log, for whom they are. */
class SettingsCallsTest {
  @AutoClose
  private static LivetapeServer server;
  private static ConsoleClient admin;
  private static ConsoleClient operator;
  private static ConsoleClient viewer;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("disk.warn-free-bytes=2097152", "disk.stop-free-bytes=1048576", "recording.storage-time=1 h");
    server.data().addUser("olga", "operator-password", Role.OPERATOR);
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    admin = ConsoleClient.ofAdmin(server);
    operator = ConsoleClient.of(server, "olga", "operator-password");
    viewer = ConsoleClient.of(server, "vera", "viewer-password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeUsers", "CreateUser", "ModifyUser", "DeleteUser", "DescribeApiKeys", "CreateApiKey", "RevokeApiKey",
      "DescribeAuditLog"})
  void settings_areForAdminsAlone(String action) {
    String everything = "{\"UserName\":\"admin\",\"Role\":\"viewer\",\"Password\":\"a-long-password\",\"Name\":\"n\",\"Id\":\"i\"}";
    assertThat(code(operator.call("console/" + action, everything))).isEqualTo("UnauthorizedOperation");
    assertThat(code(viewer.call("console/" + action, everything))).isEqualTo("UnauthorizedOperation");
  }

  @Test
  void user_isAdded_signsIn_changes_andIsDeleted() {
    assertThat(code(create("uwe", "viewer", "first-password"))).isEmpty();
    assertThat(code(create("uwe", "viewer", "first-password"))).isEqualTo("FailedOperation.UserExists");
    assertThat(admin.call("console/DescribeUsers", "{}").path("Users").findValuesAsText("UserName")).contains("admin", "uwe");

    try (ConsoleClient uwe = ConsoleClient.of(server, "uwe", "first-password")) {
      assertThat(code(admin.call("console/ModifyUser", "{\"UserName\":\"uwe\",\"Role\":\"admin\",\"Password\":\"other-password\"}"))).isEmpty();
      assertThat(code(uwe.call("console/DescribeStorage", "{}"))).as("signed out").isEqualTo("AuthFailure.SessionExpired");
    }
    try (ConsoleClient uwe = ConsoleClient.of(server, "uwe", "other-password")) {
      assertThat(uwe.login("uwe", "first-password").statusCode()).isEqualTo(401);
      assertThat(code(uwe.call("console/DescribeUsers", "{}"))).isEmpty();
      assertThat(code(admin.call("console/DeleteUser", "{\"UserName\":\"uwe\"}"))).isEmpty();
      assertThat(code(uwe.call("console/DescribeUsers", "{}"))).isEqualTo("AuthFailure.SessionExpired");
      assertThat(uwe.login("uwe", "other-password").statusCode()).isEqualTo(401);
    }
    assertThat(code(admin.call("console/DeleteUser", "{\"UserName\":\"uwe\"}"))).isEqualTo("ResourceNotFound.User");
  }

  @Test
  void lastAdmin_cannotBeDeleted_orMadeLess() {
    assertThat(code(admin.call("console/DeleteUser", "{\"UserName\":\"admin\"}"))).isEqualTo("FailedOperation.LastAdmin");
    assertThat(code(admin.call("console/ModifyUser", "{\"UserName\":\"admin\",\"Role\":\"operator\"}")))
        .isEqualTo("FailedOperation.LastAdmin");
    assertThat(code(admin.call("console/DescribeUsers", "{}"))).as("nothing was changed").isEmpty();
  }

  @Test
  void user_thatCannotBe_isRefused() {
    assertThat(code(create("short", "viewer", "too-short"))).isEqualTo("InvalidParameterValue.Password");
    assertThat(code(create("long", "viewer", "x".repeat(257)))).isEqualTo("InvalidParameterValue.Password");
    assertThat(code(create("<b>", "viewer", "a-long-password"))).isEqualTo("InvalidParameterValue.UserName");
    assertThat(code(create("root", "owner", "a-long-password"))).startsWith("InvalidParameter");
  }

  @Test
  void apiKey_isShownOnce_listed_andRevoked() {
    JsonNode made = admin.call("console/CreateApiKey", "{\"Name\":\"a program\"}");
    String id = made.path("SecretId").asText();
    assertThat(server.data().hasApiKey(id, made.path("SecretKey").asText())).isTrue();

    String listed = admin.call("console/DescribeApiKeys", "{}").toString();
    assertThat(listed).contains(id, "a program").doesNotContain(made.path("SecretKey").asText());
    assertThat(code(admin.call("console/RevokeApiKey", "{\"Id\":\"" + id + "\"}"))).isEmpty();
    assertThat(code(admin.call("console/RevokeApiKey", "{\"Id\":\"" + id + "\"}"))).isEqualTo("ResourceNotFound.Key");
    assertThat(code(admin.call("console/CreateApiKey", "{\"Name\":\" \"}"))).isEqualTo("InvalidParameterValue.Name");
    awaitAudit("admin console/RevokeApiKey Id=" + id + " OK");
  }

  @Test
  void auditLog_tellsWhoChangedAndWhoAskedForKeys_withoutPasswords_andNotWhoLooked() {
    create("nora", "viewer", "noras-password");
    admin.call("live/DescribeLivePushAuthKey", "{\"DomainName\":\"127.0.0.1\"}");
    admin.call("console/DescribeUsers", "{}");
    viewer.call("console/DeleteUser", "{\"UserName\":\"admin\"}");

    awaitAudit("admin console/CreateUser UserName=nora Role=viewer OK");
    awaitAudit("vera console/DeleteUser UnauthorizedOperation");
    JsonNode log = admin.call("console/DescribeAuditLog", "{\"PageSize\":100}");
    assertThat(log.path("Lines").findValuesAsText("Action")).contains("live/DescribeLivePushAuthKey").doesNotContain("console/DescribeUsers");
    assertThat(log.toString()).doesNotContain("noras-password", "operator-password");
    JsonNode veras = admin.call("console/DescribeAuditLog", "{\"UserName\":\"vera\",\"PageSize\":1}");
    assertThat(veras.path("Lines").findValuesAsText("UserName")).containsExactly("vera");
    assertThat(veras.path("TotalCount").asInt()).isGreaterThan(1);
    assertThat(admin.call("console/DescribeAuditLog", "{\"PageNum\":1000}").path("Lines")).isEmpty();
  }

  @Test
  void storage_isAsConfigured() {
    JsonNode storage = viewer.call("console/DescribeStorage", "{}");

    assertThat(storage.path("Folder").asText()).isEqualTo(server.root().toString());
    assertThat(storage.path("WarnFreeBytes").asLong()).isEqualTo(2_097_152);
    assertThat(storage.path("StopFreeBytes").asLong()).isEqualTo(1_048_576);
    assertThat(storage.path("StorageSeconds").asLong()).isEqualTo(3600);
    assertThat(storage.path("DiskFreeBytes").asLong()).isBetween(1L, storage.path("DiskTotalBytes").asLong());
    assertThat(storage.path("FileCount").asLong()).isZero();
  }

  private static JsonNode create(String name, String role, String password) {
    return ConsoleClient.response(admin.post("/console/api/console/CreateUser",
        "{\"UserName\":\"" + name + "\",\"Role\":\"" + role + "\",\"Password\":\"" + password + "\"}", Map.of("X-Livetape-Csrf", admin.csrf())));
  }

  private static void awaitAudit(String line) {
    Awaitility.await(line).atMost(LivetapeServer.PATIENCE).until(() -> server.data().audit().contains(line));
  }

  private static String code(JsonNode response) {
    return response.path("Error").path("Code").asText();
  }
}
