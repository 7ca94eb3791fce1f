package io.livetape.app.config;

import io.livetape.callback.Network;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the components of the section records are called in the configuration, and what they allow.
 *
 * <p>A key is the component's name in lower case with dashes, behind its sections' names and dots; a {@link ByteSize} ends in
 * {@code -bytes}, a {@link Millis} span in {@code -ms}: {@code rtmp.messageMax} is {@code rtmp.message-max-bytes}.
 */
final class Keys {
  private Keys() {}

  /** The last part of a component's key. */
  static String name(RecordComponent component) {
    String name = dashed(component.getName());
    if (component.getType() == ByteSize.class) {
      return name + "-bytes";
    }
    return component.isAnnotationPresent(Millis.class) ? name + "-ms" : name;
  }

  private static String dashed(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** How an enum constant is written. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether a component is a section of its own, not a value. */
  static boolean isSection(RecordComponent component) {
    return isSection(component.getType());
  }

  static boolean isSection(Class<?> type) {
    return type.isRecord() && type != ByteSize.class && type != Secret.class && type != Network.class;
  }

  /** The type of a list component's items. */
  static Class<?> itemType(RecordComponent list) {
    return (Class<?>) ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
  }

  /** Every full key below a record, in the order of its components. */
  static List<String> of(Class<?> section) {
    return of(section, "");
  }

  private static List<String> of(Class<?> section, String prefix) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : section.getRecordComponents()) {
      String key = prefix + name(component);
      if (isSection(component)) {
        keys.addAll(of(component.getType(), key + "."));
      } else {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The environment variable that sets a key: {@code rtmp.read-tick-ms} is {@code LIVETAPE_RTMP_READ_TICK_MS}. */
  static String variable(String key) {
    return "LIVETAPE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What may be written for a component, in words. */
  static String allowed(RecordComponent component) {
    Class<?> type = component.getType();
    Range range = component.getAnnotation(Range.class);
    String limits = range == null ? "" : range.min() + " to " + range.max();
    if (type == List.class) {
      return "a list of" + (limits.isEmpty() ? "" : " " + limits) + " items, each " + allowed(itemType(component));
    }
    if (type == Duration.class) {
      String unit = component.isAnnotationPresent(Millis.class) ? "milliseconds" : "seconds";
      return limits + " " + unit + ", or a number with ms, s, min, h or d that lies between them";
    }
    if (type == ByteSize.class) {
      return limits + " bytes, or a number with KiB, MiB, GiB or TiB that lies between them";
    }
    if (type == String.class || type == Secret.class) {
      return limits.isEmpty() ? "a text" : limits + " characters";
    }
    return type == int.class || type == long.class ? "a whole number, " + limits : allowed(type);
  }

  private static String allowed(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + Arrays.stream(type.getEnumConstants()).map(each -> name((Enum<?>) each)).collect(Collectors.joining(", "));
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == ZoneId.class) {
      return "empty for the system's, or a zone such as Asia/Shanghai or UTC";
    }
    if (type == Network.class) {
      return "an address or block such as 10.0.0.0/8 or ::1";
    }
    return isSection(type) ? "an entry with " + String.join(", ", of(type)) : "a text";
  }
}
