package io.livetape.api.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Size;
import io.livetape.api.transport.Shape.Field;
import io.livetape.api.transport.Shape.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Makes a request record out of parameters. What does not fit is answered with an error that names the parameter by its path, such as
 * {@code Mp4Param.RecordInterval}: MissingParameter, UnknownParameter, InvalidParameter for a wrong type, and for a value out of range what
 * the product says for it.
 */
final class RequestReader {
  /** More items than any documented list may have. */
  static final int LIST_MAX = 10_000;

  /** The longest text where its component says nothing of that. */
  static final int TEXT_MAX_BYTES = 4096;

  private final boolean textual;
  private final int textMaxBytes;
  private final Function<String, String> valueErrorCode;

  /**
   * @param textual whether numbers and booleans come as texts
   * @param valueErrorCode the error code for a value out of range, from the name of the parameter
   */
  RequestReader(boolean textual, Function<String, String> valueErrorCode) {
    this(textual, TEXT_MAX_BYTES, valueErrorCode);
  }

  private RequestReader(boolean textual, int textMaxBytes, Function<String, String> valueErrorCode) {
    this.textual = textual;
    this.textMaxBytes = textMaxBytes;
    this.valueErrorCode = valueErrorCode;
  }

  /** For what we have written ourselves: texts are as long as they are. */
  static RequestReader ofOurs() {
    return new RequestReader(false, Integer.MAX_VALUE, Function.identity());
  }

  <T extends Record> T read(Class<T> type, ObjectNode parameters) {
    return read(Shape.of(type), parameters, "");
  }

  private <T extends Record> T read(Shape<T> shape, ObjectNode node, String prefix) {
    for (String name : (Iterable<String>) node::fieldNames) {
      if (shape.fields().stream().noneMatch(field -> field.name().equals(name))) {
        throw new ApiException("UnknownParameter", "The parameter `" + prefix + name + "` is not known.");
      }
    }
    Object[] values = shape.fields().stream().map(field -> value(field, node.get(field.name()), prefix + field.name())).toArray();
    return shape.make(values);
  }

  private Object value(Field field, JsonNode node, String path) {
    if (node == null || node.isNull()) {
      if (field.required()) {
        throw ApiException.missing(path);
      }
      return field.fallback().map(text -> fallback(field, text)).orElse(null);
    }
    Object value = field.kind() == Kind.LIST ? list(field, node, path) : scalar(field, node, path);
    check(field, value, path);
    return value;
  }

  private static Object fallback(Field field, String text) {
    return new RequestReader(true, Function.identity()).scalar(field, JsonNodeFactory.instance.textNode(text), field.name());
  }

  private List<Object> list(Field field, JsonNode node, String path) {
    if (!(node instanceof ArrayNode array) || array.size() > LIST_MAX) {
      throw ApiException.invalid(path, "a list of at most " + LIST_MAX);
    }
    List<Object> items = new ArrayList<>();
    for (JsonNode item : array) {
      items.add(scalar(field, item, path + "." + items.size()));
    }
    return List.copyOf(items);
  }

  private Object scalar(Field field, JsonNode node, String path) {
    return switch (field.item()) {
      case TEXT -> text(field, node, path);
      case INTEGER -> integer(node, path);
      case DECIMAL -> decimal(node, path);
      case BOOLEAN -> bool(node, path);
      case RECORD -> {
        if (node instanceof ObjectNode object) {
          yield read(Shape.of(field.type().asSubclass(Record.class)), object, path + ".");
        }
        throw ApiException.invalid(path, "an object");
      }
      case LIST -> throw new IllegalStateException("lists of lists do not exist");
    };
  }

  private String text(Field field, JsonNode node, String path) {
    if (!node.isTextual()) {
      throw ApiException.invalid(path, "a text");
    }
    boolean bounded = field.kind() == Kind.TEXT && field.has(Size.class);
    that(bounded || bytes(node.textValue()) <= textMaxBytes, path, "at most " + textMaxBytes + " bytes long");
    return node.textValue();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Long integer(JsonNode node, String path) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (textual && node.isTextual() && node.textValue().matches("-?[0-9]{1,19}")) {
      BigInteger number = new BigInteger(node.textValue());
      if (number.bitLength() < Long.SIZE) {
        return number.longValue();
      }
    }
    throw ApiException.invalid(path, "an integer");
  }

  private Double decimal(JsonNode node, String path) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (textual && node.isTextual() && node.textValue().matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
      return new BigDecimal(node.textValue()).doubleValue();
    }
    throw ApiException.invalid(path, "a number");
  }

  private Boolean bool(JsonNode node, String path) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return switch (textual && node.isTextual() ? node.textValue().toLowerCase(Locale.ROOT) : "") {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ApiException.invalid(path, "true or false");
    };
  }

  private void check(Field field, Object value, String path) {
    field.annotation(Size.class).ifPresent(size -> {
      long count = value instanceof List<?> list ? list.size() : bytes((String) value);
      that(count >= size.min() && count <= size.max(), path,
          size.min() + " to " + size.max() + (value instanceof List<?> ? " items" : " bytes long"));
    });
    for (Object item : value instanceof List<?> list ? list : List.of(value)) {
      field.annotation(Between.class).ifPresent(range -> that(within(range, (Number) item), path, range.min() + " to " + range.max()));
      field.annotation(OneOf.class).ifPresent(
          known -> that(List.of(known.value()).contains(item), path, "one of " + String.join(", ", known.value())));
      field.annotation(Form.class).ifPresent(form -> that(((String) item).matches(form.regex()), path, form.words()));
    }
  }

  private static boolean within(Between range, Number value) {
    return value.doubleValue() >= range.min() && value.doubleValue() <= range.max();
  }

  private void that(boolean holds, String path, String mustBe) {
    if (!holds) {
      throw new ApiException(valueErrorCode.apply(path), "The parameter `" + path + "` must be " + mustBe + ".");
    }
  }
}
