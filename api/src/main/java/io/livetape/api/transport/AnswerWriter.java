package io.livetape.api.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.transport.Shape.Field;
import java.util.List;

/** Writes an answer record as JSON, under the names that its components have outside; what is null stays {@code null}. */
public final class AnswerWriter {
  private AnswerWriter() {}

  public static ObjectNode json(Record answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Field field : Shape.of(answer.getClass()).fields()) {
      node.set(field.name(), json(Shape.value(field, answer)));
    }
    return node;
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (value) {
      case null -> json.nullNode();
      case String text -> json.textNode(text);
      case Long number -> json.numberNode(number);
      case Double number -> json.numberNode(number);
      case Boolean bool -> json.booleanNode(bool);
      case Record record -> json(record);
      case List<?> list -> {
        ArrayNode array = json.arrayNode();
        list.forEach(item -> array.add(json(item)));
        yield array;
      }
      default -> throw new IllegalStateException("not a type of answers: " + value.getClass());
    };
  }
}
