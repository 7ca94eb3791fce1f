package io.livetape.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Values that agree with the schemas of an OpenAPI document, and values that do not. */
record Schemas(JsonNode document) {
  /** The most of a list whose schema says nothing, as the document's description has it. */
  static final int ITEMS_MAX = 10_000;

  private static final int TEXT_MAX_BYTES = 4096;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static JsonNode request(JsonNode operation) {
    return operation.at("/requestBody/content/application~1json/schema");
  }

  /** What a reference stands for; anything else as it is. */
  JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.path("$ref").asText().substring(1)) : schema;
  }

  /** An object with what is required, and nothing else. */
  ObjectNode least(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    schema.path("required").forEach(name -> object.set(name.asText(), value(schema.path("properties").path(name.asText()))));
    return object;
  }

  /** One that agrees, with no more than is required. */
  JsonNode value(JsonNode reference) {
    JsonNode schema = resolved(reference);
    return switch (schema.path("type").asText()) {
      case "integer", "number" -> JSON.numberNode(schema.path("minimum").asLong(1));
      case "boolean" -> JSON.booleanNode(true);
      case "array" -> JSON.arrayNode().add(value(schema.path("items")));
      case "object" -> least(schema);
      case "string" -> JSON.textNode(schema.path("enum").path(0).asText("a1"));
      default -> throw new AssertionError("a type that is not known here: " + schema);
    };
  }

  JsonNode mistyped(JsonNode reference) {
    return resolved(reference).path("type").asText().equals("string") ? JSON.numberNode(1) : JSON.textNode("x y");
  }

  /** By what is wrong with them. */
  Map<String, JsonNode> wrongValues(JsonNode schema) {
    Map<String, JsonNode> wrong = new LinkedHashMap<>();
    if (schema.has("minimum")) {
      wrong.put("too small", number(schema.path("minimum").bigIntegerValue().subtract(BigInteger.ONE)));
      BigInteger above = schema.path("maximum").bigIntegerValue().add(BigInteger.ONE);
      if (above.bitLength() < Long.SIZE) {
        wrong.put("too large", number(above));
      }
    }
    if (schema.has("enum")) {
      wrong.put("of no known value", JSON.textNode("no such"));
    }
    if (schema.has("pattern")) {
      wrong.put("of another form", JSON.textNode(Stream.of("a/b", "a b", "é").filter(
          text -> !text.matches(schema.path("pattern").asText())).findFirst().orElseThrow()));
    }
    if (schema.path("type").asText().equals("string")) {
      wrong.put("too long", JSON.textNode("x".repeat(schema.path("maxLength").asInt(TEXT_MAX_BYTES) + 1)));
      if (schema.path("minLength").asInt() > 0) {
        wrong.put("too short", JSON.textNode(""));
      }
    }
    return wrong;
  }

  private static JsonNode number(BigInteger value) {
    return JSON.numberNode(value.longValueExact());
  }
}
