package io.livetape.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.live.LiveProduct;
import io.livetape.testkit.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Product LIVE = LiveProduct.of(
      new LiveProduct.Parts(null, null, null, null, null, null, null, null, "", InstantSource.system()));
  private final JsonNode document = Json.parse(new OpenApi(List.of(LIVE)).document());

  @Test
  void document_hasEveryActionOnce() {
    assertThat(document.path("paths").propertyStream().map(path -> path.getValue().path("post").path("operationId").asText()))
        .containsExactlyElementsOf(LIVE.actions().stream().map(action -> "live." + action.name()).toList());
  }

  @Test
  void references_allResolve() {
    assertThat(document.findValuesAsText("$ref")).isNotEmpty()
        .allSatisfy(reference -> assertThat(document.at(reference.substring(1)).path("type").asText()).as(reference).isEqualTo("object"));
  }

  @Test
  void parameters_areDescribedAsTheyAreChecked() {
    JsonNode request = document.at("/paths/~1#CreateLiveRecordTemplate/post/requestBody/content/application~1json/schema");
    JsonNode part = document.at("/components/schemas/RecordParam/properties");

    assertThat(request.path("required").toString()).isEqualTo("[\"TemplateName\"]");
    assertThat(request.path("properties").path("IsDelayLive").toString())
        .isEqualTo("{\"type\":\"integer\",\"format\":\"int64\",\"minimum\":0,\"maximum\":1,\"default\":0}");
    assertThat(part.path("StorageTime").path("maximum").asLong()).isEqualTo(129_600_000);
    assertThat(part.path("StorageMode").path("enum").toString()).isEqualTo("[\"\",\"normal\",\"cold\"]");
  }

  @Test
  void answers_areInTheirEnvelope() {
    JsonNode response = document.at(
        "/paths/~1#CreateLiveRecordTemplate/post/responses/200/content/application~1json/schema/properties/Response/properties");

    assertThat(response.properties().stream().map(Map.Entry::getKey)).containsExactly("TemplateId", "RequestId", "Error");
  }
}
