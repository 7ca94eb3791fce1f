package io.livetape.rtmp.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One AMF value. Immutable. */
public sealed interface AmfValue {

  record Number(double value) implements AmfValue {}

  record Bool(boolean value) implements AmfValue {}

  /** A string of either length form; also an XML document. */
  record Text(String value) implements AmfValue {}

  /** An object; a typed object without its class name. Properties keep their order. */
  record Obj(Map<String, AmfValue> properties) implements AmfValue {
    public Obj {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
  }

  /** An associative array: an object by another marker, used for metadata. */
  record EcmaArray(Map<String, AmfValue> properties) implements AmfValue {
    public EcmaArray {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
  }

  record StrictArray(List<AmfValue> values) implements AmfValue {
    public StrictArray {
      values = List.copyOf(values);
    }
  }

  /** @param epochMs milliseconds since 1970 in UTC */
  record Date(double epochMs) implements AmfValue {}

  /** The values that hold nothing. */
  enum Nothing implements AmfValue { NULL, UNDEFINED }

  /** An object from alternating names and values. */
  static Obj object(Object... namesAndValues) {
    Map<String, AmfValue> properties = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put((String) namesAndValues[i], of(namesAndValues[i + 1]));
    }
    return new Obj(properties);
  }

  /** A string, number, boolean or AMF value as what it is. */
  static AmfValue of(Object value) {
    return switch (value) {
      case AmfValue amf -> amf;
      case String text -> new Text(text);
      case java.lang.Number number -> new Number(number.doubleValue());
      case Boolean bool -> new Bool(bool);
      default -> throw new IllegalArgumentException("no AMF for " + value.getClass());
    };
  }

  /** The text of a string, else the other. */
  default String textOr(String other) {
    return this instanceof Text(String value) ? value : other;
  }

  /** The value of a number, else the other. */
  default double numberOr(double other) {
    return this instanceof Number(double value) ? value : other;
  }

  /** A property of an object or associative array; undefined where there is none. */
  default AmfValue property(String name) {
    return switch (this) {
      case Obj(Map<String, AmfValue> properties) -> properties.getOrDefault(name, Nothing.UNDEFINED);
      case EcmaArray(Map<String, AmfValue> properties) -> properties.getOrDefault(name, Nothing.UNDEFINED);
      case Number _, Bool _, Text _, StrictArray _, Date _, Nothing _ -> Nothing.UNDEFINED;
    };
  }
}
