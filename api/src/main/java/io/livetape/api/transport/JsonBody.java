package io.livetape.api.transport;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The body of a POST as JSON, its depth and the length of its parts bounded. */
final class JsonBody {
  /** Deeper than any documented request, by far. */
  static final int DEPTH_MAX = 32;

  private static final int NUMBER_MAX_CHARS = 40;
  private static final int NAME_MAX_CHARS = 256;

  private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).maxNumberLength(NUMBER_MAX_CHARS)
              .maxNameLength(NAME_MAX_CHARS).maxStringLength(ApiRoutes.BODY_MAX_BYTES).build()).build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private JsonBody() {}

  /** An empty body is an empty object. */
  static ObjectNode read(byte[] body) {
    if (body.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (IOException e) {
      // Also for bytes that are no text at all, which is no fault of ours either.
      JsonLocation at = e instanceof JacksonException json ? json.getLocation() : null;
      throw new ApiException("InvalidParameter", "The body is not JSON, is more than " + DEPTH_MAX + " levels deep, or has a name twice"
          + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")") + ".");
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new ApiException("InvalidParameter", "The body must be a JSON object.");
  }
}
