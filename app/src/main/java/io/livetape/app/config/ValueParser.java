package io.livetape.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.livetape.callback.Network;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what was written into typed values. Throws {@link IllegalArgumentException} for what does not fit the type. */
final class ValueParser {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,15})\\s*(|ms|s|min|h|d)");
  private static final Map<String, ChronoUnit> UNITS = Map.of(
      "ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "min", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

  private ValueParser() {}

  /** The value of a component that is neither a section nor a list. */
  static Object scalar(RecordComponent component, JsonNode node) {
    ChronoUnit plain = component.isAnnotationPresent(Millis.class) ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
    return component.getType() == Duration.class ? span(text(node), plain) : scalar(component.getType(), node);
  }

  /** A value of a type that needs no unit. */
  static Object scalar(Class<?> type, JsonNode node) {
    String text = text(node);
    if (type == String.class) {
      return text;
    }
    if (type == Secret.class) {
      return new Secret(text);
    }
    if (type == int.class) {
      return Integer.parseInt(text);
    }
    if (type == long.class) {
      return Long.parseLong(text);
    }
    if (type == boolean.class) {
      return bool(text);
    }
    if (type == ByteSize.class) {
      return ByteSize.parse(text);
    }
    if (type == Network.class) {
      return Network.parse(text);
    }
    if (type == ZoneId.class) {
      return zone(text);
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    throw new IllegalStateException("no form is known for " + type);
  }

  /** A list: a YAML list, or texts joined by commas or vertical bars; empty when nothing is there. */
  static ArrayNode list(JsonNode node) {
    if (node instanceof ArrayNode array) {
      return array;
    }
    String text = text(node).strip();
    return text.startsWith("[") ? flowList(text) : joinedList(text);
  }

  private static ArrayNode flowList(String text) {
    try {
      return (ArrayNode) YamlSettings.value(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a list", e);
    }
  }

  private static ArrayNode joinedList(String text) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String item : text.split("[,|]")) {
      if (!item.isBlank()) {
        list.add(item.strip());
      }
    }
    return list;
  }

  private static String text(JsonNode node) {
    if (node.isContainerNode()) {
      throw new IllegalArgumentException("a list or section where one value is expected");
    }
    return node.isNull() ? "" : node.asText();
  }

  private static Duration span(String text, ChronoUnit plain) {
    Matcher form = SPAN.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a span of time");
    }
    try {
      return Duration.of(Long.parseLong(form.group(1)), form.group(2).isEmpty() ? plain : UNITS.get(form.group(2)));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too long a span of time", e);
    }
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static ZoneId zone(String text) {
    try {
      return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time zone", e);
    }
  }

  private static Object constant(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (Keys.name((Enum<?>) constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("not one of the names");
  }
}
