package io.livetape.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything that can be wrong about each parameter of an action by itself: missing, mistyped, out of range, oversized, unknown. Made from
 * how the server itself describes the action in {@code /openapi.json}, parameters within parameters included.
 */
final class WrongInputs {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Schemas schemas;
  private final String version;
  private final String action;
  private final List<WrongInput> found = new ArrayList<>();

  private WrongInputs(Schemas schemas, String version, String action) {
    this.schemas = schemas;
    this.version = version;
    this.action = action;
  }

  static List<WrongInput> of(JsonNode document) {
    List<WrongInput> all = new ArrayList<>();
    document.path("paths").forEach(path -> all.addAll(of(document, path)));
    return all;
  }

  /** Of one action, which is a path of the document. */
  static List<WrongInput> of(JsonNode document, JsonNode path) {
    JsonNode operation = path.path("post");
    WrongInputs inputs = new WrongInputs(new Schemas(document), operation.at("/parameters/1/schema/const").asText(),
        operation.at("/parameters/0/schema/const").asText());
    inputs.object(Schemas.request(operation), "", UnaryOperator.identity());
    return inputs.found;
  }

  /** @param within puts such an object where it belongs in a request */
  private void object(JsonNode schema, String path, UnaryOperator<ObjectNode> within) {
    add("an unknown parameter", within.apply(schemas.least(schema).put("Nonsense", 1)), "UnknownParameter", path + "Nonsense");
    for (JsonNode name : schema.path("required")) {
      ObjectNode without = schemas.least(schema);
      without.remove(name.asText());
      add(path + name.asText() + " missing", within.apply(without), "MissingParameter", path + name.asText());
    }
    schema.path("properties").properties().forEach(property -> {
      String name = property.getKey();
      parameter(schemas.resolved(property.getValue()), path + name, value -> {
        ObjectNode object = schemas.least(schema);
        object.set(name, value);
        return within.apply(object);
      });
    });
  }

  /** Puts a value where it belongs in a request. */
  private interface Place {
    ObjectNode of(JsonNode value);
  }

  private void parameter(JsonNode schema, String path, Place place) {
    add(path + " mistyped", place.of(schemas.mistyped(schema)), "InvalidParameter", path);
    if (schema.path("type").asText().equals("array")) {
      list(schema, path, place);
    } else if (schema.path("type").asText().equals("object")) {
      object(schema, path + ".", place::of);
    } else {
      schemas.wrongValues(schema).forEach((what, value) -> add(path + " " + what, place.of(value), valueCode(path), path));
    }
  }

  private void list(JsonNode schema, String path, Place place) {
    JsonNode item = schemas.resolved(schema.path("items"));
    add(path + " with a mistyped item", place.of(array(1, schemas.mistyped(item))), "InvalidParameter", path);
    String oversized = schema.has("maxItems") ? valueCode(path) : "InvalidParameter";
    int most = schema.path("maxItems").asInt(Schemas.ITEMS_MAX);
    add(path + " with too many items", place.of(array(most + 1, schemas.value(item))), oversized, path);
    if (schema.path("minItems").asInt() > 0) {
      add(path + " with too few items", place.of(JSON.arrayNode()), valueCode(path), path);
    }
    if (item.path("type").asText().equals("object")) {
      object(item, path + ".0.", value -> place.of(array(1, value)));
    } else {
      schemas.wrongValues(item).forEach((what, value) -> add(path + " with an item " + what, place.of(array(1, value)), valueCode(path),
          path));
    }
  }

  private static ArrayNode array(int count, JsonNode item) {
    ArrayNode array = JSON.arrayNode();
    for (int i = 0; i < count; i++) {
      array.add(item);
    }
    return array;
  }

  /** The product "vod" names the parameter in the code as well. */
  private String valueCode(String path) {
    return version.equals("2018-07-17") ? "InvalidParameterValue." + path.split("\\.", 2)[0] : "InvalidParameterValue";
  }

  private void add(String what, ObjectNode parameters, String code, String named) {
    found.add(new WrongInput(version, action, what, parameters, code, named));
  }
}
