package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tencentcloudapi.common.Credential;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The official SDK for Node.js, which signs in its own way, manages a server; {@code calls.js} says how. */
@Timeout(200)
class NodeSdkTest {
  private static final NodePackage SDK = new NodePackage("tencentcloud-sdk-nodejs", "4.1.313");
  private static final Path SCRIPT = Path.of("src", "test", "resources", "nodejs", "calls.js").toAbsolutePath();
  private static final Duration SCRIPT_MAX = Duration.ofSeconds(60);

  @Test
  void calls_ofTheSdkForNode_areAnsweredInEveryWayOfSigningAndSending() {
    SDK.require();
    List<Sdk.Way> ways = Sdk.Way.all();
    try (LivetapeServer server = LivetapeServer.start()) {
      for (int i = 0; i < ways.size(); i++) {
        server.data().add(ShelvedFile.of(fileId(i), name(i)).file());
      }

      JsonNode outcomes = Json.parse(NodePackage.run(SCRIPT, request(server, ways).toString(), SCRIPT_MAX));

      assertThat(outcomes).hasSize(ways.size());
      for (int i = 0; i < ways.size(); i++) {
        check(outcomes.path(i), i);
      }
      assertThat(server.data().files()).as("all were deleted").isEmpty();
    }
  }

  private static ObjectNode request(LivetapeServer server, List<Sdk.Way> ways) {
    Credential key = server.apiKey();
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("endpoint", "127.0.0.1:" + server.httpPort())
        .put("secretId", key.getSecretId()).put("secretKey", key.getSecretKey());
    ArrayNode tries = request.putArray("tries");
    for (int i = 0; i < ways.size(); i++) {
      tries.addObject().put("signMethod", ways.get(i).signMethod()).put("reqMethod", ways.get(i).httpMethod()).put("fileId", fileId(i));
    }
    return request;
  }

  private static void check(JsonNode outcome, int index) {
    assertThat(outcome.at("/made/TemplateId").longValue()).as(outcome.toString()).isPositive();
    assertThat(outcome.at("/told/Template/TemplateName").asText()).isEqualTo("node_录制");
    assertThat(outcome.at("/told/Template/Description").asText()).isEqualTo("a & b + c = 100 %");
    assertThat(outcome.at("/told/Template/Mp4Param/RecordInterval").asInt()).isEqualTo(3600);
    assertThat(outcome.at("/online/TotalNum").asInt(9)).as(outcome.toString()).isZero();
    assertThat(outcome.at("/online/PageSize").asInt()).isEqualTo(20);
    assertThat(outcome.at("/found/TotalCount").asInt()).as(outcome.toString()).isEqualTo(1);
    assertThat(outcome.at("/found/MediaInfoSet/0/BasicInfo/Name").asText()).isEqualTo(name(index));
    assertThat(outcome.at("/described/MediaInfoSet/0/FileId").asText()).isEqualTo(fileId(index));
    assertThat(outcome.at("/described/NotExistFileIdSet/0").asText()).isEqualTo("17");
    assertThat(outcome.at("/deleted/RequestId").asText()).as(outcome.toString()).isNotEmpty();
    assertThat(outcome.at("/again/code").asText()).isEqualTo("ResourceNotFound");
    assertThat(outcome.at("/again/requestId").asText()).matches("[0-9a-f-]{36}");
  }

  private static String fileId(int index) {
    return Integer.toString(100 + index);
  }

  private static String name(int index) {
    return "node " + fileId(index) + " & 录制";
  }
}
