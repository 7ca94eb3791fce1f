package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Credential;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Json;
import io.livetape.testkit.ToolProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys are made, listed and revoked beside a running server, and it knows at once. */
class KeysTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String VERSION = "2018-08-01";

  private LivetapeServer server;

  @BeforeEach
  void start() {
    server = LivetapeServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void keys_ofTheCommandLine_areValidFromMakingToRevoking() {
    Credential first = add("first");
    Credential second = add("second");
    calls(first).call("DescribeLiveRecordRules", "{}");
    assertThat(command("keys", "revoke", "first").out()).isEqualToIgnoringNewLines("revoked: " + first.getSecretId());

    assertThat(calls(first).error("DescribeLiveRecordRules", "{}")).isEqualTo("AuthFailure.SecretIdNotFound");
    calls(second).call("DescribeLiveRecordRules", "{}");
    assertThat(command("keys", "list").out().lines()).hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith(first.getSecretId()).contains(" revoked ").endsWith(" first"))
        .anySatisfy(line -> assertThat(line).startsWith(second.getSecretId()).contains(" valid ").endsWith(" second"))
        .noneMatch(line -> line.contains(first.getSecretKey()) || line.contains(second.getSecretKey()));
  }

  @Test
  void revokeByName_whereSeveralHaveIt_asksForTheId() {
    Credential one = add("same");
    add("same");
    ToolProcess.Result refused = run("keys", "revoke", "same");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("say which by its id").contains(one.getSecretId());
    command("keys", "revoke", one.getSecretId());
    command("keys", "revoke", "same");
    assertThat(run("keys", "revoke", "same").status()).isEqualTo(1);
  }

  private Calls calls(Credential credential) {
    return new Calls("127.0.0.1:" + server.httpPort(), credential, VERSION);
  }

  private Credential add(String name) {
    JsonNode key = Json.parse(command("keys", "add", name).out());
    return new Credential(key.path("secretId").asText(), key.path("secretKey").asText());
  }

  private ToolProcess.Result command(String... arguments) {
    ToolProcess.Result result = run(arguments);
    assertThat(result.status()).as(result.err()).isZero();
    return result;
  }

  private ToolProcess.Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", server.root().toString()));
    try (ToolProcess command = LivetapeServer.command(all.toArray(String[]::new))) {
      return command.await(LIMIT);
    }
  }
}
