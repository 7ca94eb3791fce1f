package io.livetape.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.livetape.app.config.ConfigException.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML (1.1) into settings: nested keys are joined by dots, scalars stay texts, and each remembers its line. */
final class YamlSettings {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final String origin;
  private final List<Problem> problems;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private YamlSettings(String origin, List<Problem> problems) {
    this.origin = origin;
    this.problems = problems;
  }

  /** Reads a whole document; what is wrong with it is added to the problems, and the rest still counts. */
  static Map<String, Setting> read(String yaml, String origin, List<Problem> problems) {
    YamlSettings reader = new YamlSettings(origin, problems);
    try (JsonParser parser = YAML.getFactory().createParser(yaml)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        reader.object(parser, "");
      } else if (parser.currentToken() != null && parser.currentToken() != JsonToken.VALUE_NULL) {
        problems.add(new Problem("", "", "must hold keys and values", origin));
      }
    } catch (JsonProcessingException e) {
      problems.add(new Problem("", "", "not readable as YAML: " + reason(e), reader.at(e.getLocation().getLineNr())));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
    return reader.settings;
  }

  /** What the parser says, without the lines it quotes: they may hold secrets. */
  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof MarkedYAMLException marked ? marked.getProblem() : e.getOriginalMessage().lines().findFirst().orElse("");
  }

  /** One value in YAML's flow form, as lists have it in variables and on the command line. */
  static JsonNode value(String yaml) throws JsonProcessingException {
    return YAML.readTree(yaml);
  }

  private void object(JsonParser parser, String prefix) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      String place = at(parser.currentTokenLocation().getLineNr());
      switch (parser.nextToken()) {
        case START_OBJECT -> object(parser, key + ".");
        case START_ARRAY -> put(new Setting(key, YAML.readTree(parser), place));
        case VALUE_NULL -> put(new Setting(key, JsonNodeFactory.instance.textNode(""), place));
        default -> put(new Setting(key, JsonNodeFactory.instance.textNode(parser.getText()), place));
      }
    }
  }

  /** Finds keys given twice, also where one is dotted and one is nested. */
  private void put(Setting setting) {
    Setting earlier = settings.putIfAbsent(setting.key(), setting);
    if (earlier != null) {
      problems.add(new Problem(setting.key(), "(twice)", "must be given once; first in " + earlier.origin(), setting.origin()));
    }
  }

  private String at(int line) {
    return origin + ", line " + line;
  }
}
