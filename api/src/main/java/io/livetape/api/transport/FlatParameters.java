package io.livetape.api.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters as a query or form has them: {@code Mp4Param.Enable=1&Names.0=a} stands for {@code {"Mp4Param": {"Enable": "1"},
 * "Names": ["a"]}} (contract 1.2). Names and values are decoded.
 */
record FlatParameters(Map<String, String> values) {
  /** Many more than any documented request has. */
  static final int COUNT_MAX = 2000;

  private static final int DEPTH_MAX = 8;

  static FlatParameters of(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&", COUNT_MAX + 1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      if (values.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
        throw new ApiException("InvalidParameter", "The parameter `" + name + "` comes twice.");
      }
      if (values.size() > COUNT_MAX) {
        throw new ApiException("InvalidParameter", "There are more than " + COUNT_MAX + " parameters.");
      }
    }
    return new FlatParameters(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw new ApiException("InvalidParameter", "The parameters are not percent-encoded as they should be.");
    }
  }

  /** The same as nested objects and arrays, every value a text. */
  ObjectNode tree() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    values.forEach((name, value) -> put(root, name, value));
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    root.properties().forEach(field -> tree.set(field.getKey(), withArrays(field.getValue())));
    return tree;
  }

  private static void put(ObjectNode root, String name, String value) {
    String[] parts = name.split("\\.", DEPTH_MAX + 1);
    if (parts.length > DEPTH_MAX) {
      throw new ApiException("UnknownParameter", "The parameter `" + name + "` is not known.");
    }
    ObjectNode node = root;
    for (int i = 0; i < parts.length - 1; i++) {
      JsonNode next = node.get(parts[i]);
      if (next == null) {
        next = node.putObject(parts[i]);
      }
      node = next instanceof ObjectNode object ? object : mixed(name);
    }
    if (node.putIfAbsent(parts[parts.length - 1], JsonNodeFactory.instance.textNode(value)) != null) {
      mixed(name);
    }
  }

  private static ObjectNode mixed(String name) {
    throw new ApiException("InvalidParameter", "The parameter `" + name + "` is given both as a value and as an object.");
  }

  /** An object whose names are all indices is an array; gaps in the indices close. */
  private static JsonNode withArrays(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    if (object.propertyStream().allMatch(field -> field.getKey().matches("[0-9]{1,6}"))) {
      Map<Integer, JsonNode> sorted = new TreeMap<>();
      object.properties().forEach(field -> sorted.put(Integer.valueOf(field.getKey()), withArrays(field.getValue())));
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      array.addAll(sorted.values());
      return array;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(field -> copy.set(field.getKey(), withArrays(field.getValue())));
    return copy;
  }
}
