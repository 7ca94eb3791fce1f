package io.livetape.api.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Size;
import io.livetape.api.transport.Shape.Field;
import io.livetape.api.transport.Shape.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The OpenAPI 3.1 document of all actions, made from the records that requests are read into. Actions share one path and differ by headers,
 * which OpenAPI does not know; so each has a path of its own with the action as its fragment.
 */
public final class OpenApi {
  private final List<Product> products;
  private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();

  private final Map<String, Class<?>> described = new HashMap<>();

  public OpenApi(List<Product> products) {
    this.products = List.copyOf(products);
  }

  String document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.0");
    document.putObject("info").put("title", "Livetape").put("version", "1")
        .put("description", "Actions of the cloud-compatible API. Every answer has status 200; errors are in Response.Error. "
            + "Calls are signed with TC3-HMAC-SHA256; the official SDKs do that. Lengths of texts are in bytes of UTF-8; where none is "
            + "given, " + RequestReader.TEXT_MAX_BYTES + " is the most, and " + RequestReader.LIST_MAX + " items for a list.");
    ObjectNode paths = document.putObject("paths");
    for (Product product : products) {
      product.actions().forEach(action -> paths.putObject("/#" + action.name()).set("post", operation(product, action)));
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.set("Error", error()));
    components.putObject("securitySchemes").putObject("tc3").put("type", "apiKey").put("in", "header").put("name", "Authorization");
    document.putArray("security").addObject().putArray("tc3");
    return document.toString();
  }

  private ObjectNode operation(Product product, Action<?, ?> action) {
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("operationId", product.name() + "." + action.name()).put("summary", action.summary());
    operation.putArray("tags").add(product.name() + " " + product.version());
    ArrayNode headers = operation.putArray("parameters");
    headers.add(header("X-TC-Action", action.name()));
    headers.add(header("X-TC-Version", product.version()));
    ObjectNode timestamp = headers.addObject().put("name", "X-TC-Timestamp").put("in", "header").put("required", true);
    timestamp.putObject("schema").put("type", "integer");
    operation.putObject("requestBody").put("required", true).putObject("content").putObject("application/json")
        .set("schema", object(action.request()));
    operation.putObject("responses").putObject("200").put("description", "Success, or an error in Response.Error")
        .putObject("content").putObject("application/json").set("schema", answer(action.answer()));
    return operation;
  }

  private static ObjectNode header(String name, String value) {
    ObjectNode header = JsonNodeFactory.instance.objectNode().put("name", name).put("in", "header").put("required", true);
    header.putObject("schema").put("const", value);
    return header;
  }

  private ObjectNode answer(Class<? extends Record> type) {
    ObjectNode response = object(type);
    ObjectNode properties = (ObjectNode) response.get("properties");
    properties.putObject("RequestId").put("type", "string");
    properties.putObject("Error").put("$ref", "#/components/schemas/Error");
    ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("type", "object");
    envelope.putObject("properties").set("Response", response);
    envelope.putArray("required").add("Response");
    return envelope;
  }

  private static ObjectNode error() {
    ObjectNode error = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = error.putObject("properties");
    properties.putObject("Code").put("type", "string");
    properties.putObject("Message").put("type", "string");
    return error;
  }

  private ObjectNode object(Class<? extends Record> type) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    for (Field field : Shape.of(type).fields()) {
      properties.set(field.name(), field(field));
      if (field.required()) {
        required.add(field.name());
      }
    }
    return required.isEmpty() ? object : object.set("required", required);
  }

  private ObjectNode field(Field field) {
    ObjectNode schema = field.kind() == Kind.LIST ? list(field) : item(field);
    field.annotation(About.class).ifPresent(about -> schema.put("description", about.value()));
    return schema;
  }

  private ObjectNode list(Field field) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "array");
    list.set("items", item(field));
    field.annotation(Size.class).ifPresent(size -> list.put("minItems", size.min()).put("maxItems", size.max()));
    return list;
  }

  private ObjectNode item(Field field) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    switch (field.item()) {
      case TEXT -> text(field, schema.put("type", "string"));
      case INTEGER -> schema.put("type", "integer").put("format", "int64");
      case DECIMAL -> schema.put("type", "number");
      case BOOLEAN -> schema.put("type", "boolean");
      case RECORD -> schema.put("$ref", reference(field.type().asSubclass(Record.class)));
      case LIST -> throw new IllegalStateException("lists of lists do not exist");
    }
    field.annotation(Between.class).ifPresent(range -> schema.put("minimum", range.min()).put("maximum", range.max()));
    field.fallback().ifPresent(text -> schema.set("default", fallback(field, text)));
    return schema;
  }

  private static void text(Field field, ObjectNode schema) {
    if (field.kind() == Kind.TEXT) {
      field.annotation(Size.class).ifPresent(size -> schema.put("minLength", size.min()).put("maxLength", size.max()));
    }
    field.annotation(OneOf.class).ifPresent(known -> List.of(known.value()).forEach(schema.withArray("enum")::add));
    field.annotation(Form.class).ifPresent(form -> schema.put("pattern", "^(?:" + form.regex() + ")$"));
  }

  private static JsonNode fallback(Field field, String text) {
    return switch (field.item()) {
      case INTEGER -> JsonNodeFactory.instance.numberNode(Long.parseLong(text));
      case DECIMAL -> JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
      case BOOLEAN -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
      case TEXT, RECORD, LIST -> JsonNodeFactory.instance.textNode(text);
    };
  }

  /** Described once, under its simple name. */
  private String reference(Class<? extends Record> type) {
    String name = type.getSimpleName();
    if (described.putIfAbsent(name, type) instanceof Class<?> other && other != type) {
      throw new IllegalStateException(type + " and " + other + " would be described under one name");
    }
    if (!schemas.has(name)) {
      schemas.putObject(name);
      schemas.set(name, object(type));
    }
    return "#/components/schemas/" + name;
  }
}
