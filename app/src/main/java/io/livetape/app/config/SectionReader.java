package io.livetape.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.app.config.ConfigException.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes section records out of settings and notes every value that does not fit.
 *
 * <p>A section with one bad value is still constructed, with the default in its place, because only its constructor can find what
 * else is wrong with it. Nobody gets to see such a record: with a problem noted, loading fails.
 */
final class SectionReader {
  private static final int SHOWN_MAX = 80;

  private final Map<String, Setting> settings;
  private final Map<String, Setting> defaults;
  private final List<Problem> problems;

  SectionReader(Map<String, Setting> settings, Map<String, Setting> defaults, List<Problem> problems) {
    this.settings = settings;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** The section whose keys begin with the prefix; null only when a problem was noted. */
  <T extends Record> T section(Class<T> type, String prefix) {
    Map<String, Setting> used = new HashMap<>();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + Keys.name(component);
      if (Keys.isSection(component)) {
        values.add(section(component.getType().asSubclass(Record.class), key + "."));
      } else {
        values.add(value(component, key, used));
      }
    }
    return construct(type, values, used);
  }

  private Object value(RecordComponent component, String key, Map<String, Setting> used) {
    Setting fallback = defaults.get(key);
    Setting setting = settings.getOrDefault(key, fallback);
    used.put(component.getName(), setting);
    try {
      return parse(component, setting);
    } catch (IllegalArgumentException _) {
      problem(component, setting, "must be " + Keys.allowed(component));
      used.put(component.getName(), fallback);
      return parse(component, fallback);
    }
  }

  private Object parse(RecordComponent component, Setting setting) {
    return component.getType() == List.class
        ? list(Keys.itemType(component), setting)
        : ValueParser.scalar(component, setting.value());
  }

  private List<?> list(Class<?> itemType, Setting setting) {
    ArrayNode items = ValueParser.list(setting.value());
    if (!Keys.isSection(itemType)) {
      return items.valueStream().map(item -> ValueParser.scalar(itemType, item)).distinct().toList();
    }
    List<Object> sections = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Object section = item(itemType.asSubclass(Record.class), items.get(i), setting.key() + "[" + i + "].", setting.origin());
      if (section != null) {
        sections.add(section);
      }
    }
    return sections;
  }

  /** One entry of a list of sections. What an entry leaves out is empty, and its keys are checked here. */
  private <T extends Record> T item(Class<T> type, JsonNode node, String prefix, String origin) {
    if (!(node instanceof ObjectNode object)) {
      throw new IllegalArgumentException("not an entry with keys");
    }
    Map<String, Setting> given = new HashMap<>();
    Map<String, Setting> empty = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + Keys.name(component);
      empty.put(key, new Setting(key, JsonNodeFactory.instance.textNode(""), origin));
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String key = prefix + field.getKey();
      given.put(key, new Setting(key, field.getValue(), origin));
      if (!empty.containsKey(key)) {
        problems.add(new Problem(key, "(not read)", "unknown key, an entry has " + String.join(", ", Keys.of(type)), origin));
      }
    }
    return new SectionReader(given, empty, problems).section(type, prefix);
  }

  private <T extends Record> T construct(Class<T> type, List<Object> values, Map<String, Setting> used) {
    try {
      return canonicalConstructor(type).newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof InvalidSection invalid)) {
        throw new IllegalStateException(type + " failed other than by its checks", e);
      }
      invalid.violations().forEach(violation -> refused(type, violation, used));
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T extends Record> Constructor<T> canonicalConstructor(Class<T> type) throws NoSuchMethodException {
    Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return type.getDeclaredConstructor(types);
  }

  private void refused(Class<?> type, InvalidSection.Violation violation, Map<String, Setting> used) {
    RecordComponent component = Arrays.stream(type.getRecordComponents())
        .filter(each -> each.getName().equals(violation.component())).findFirst().orElseThrow();
    Setting setting = used.get(violation.component());
    // A value that was already refused has been replaced by its default, which may not fit the values around it.
    if (problems.stream().noneMatch(known -> known.key().equals(setting.key()))) {
      problem(component, setting, "must be " + violation.allowed());
    }
  }

  private void problem(RecordComponent component, Setting setting, String text) {
    problems.add(new Problem(setting.key(), shown(component, setting.value()), text, setting.origin()));
  }

  /** The value for a message. Whole lists of sections are not shown, since their entries may hold secrets. */
  private static String shown(RecordComponent component, JsonNode value) {
    if (component.getType() == Secret.class) {
      return "***";
    }
    if (component.getType() == List.class && Keys.isSection(Keys.itemType(component))) {
      return "(a list)";
    }
    String text = value.isTextual() ? value.asText() : value.toString();
    return '"' + (text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text) + '"';
  }
}
