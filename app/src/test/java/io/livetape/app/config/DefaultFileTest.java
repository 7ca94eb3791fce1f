package io.livetape.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code livetape.yaml} and the section records to each other. */
class DefaultFileTest {
  @Test
  void keys_inFileAndRecords_areTheSameInTheSameSections() {
    assertThat(ConfigLoader.defaults().keySet()).containsExactlyInAnyOrderElementsOf(Keys.of(Config.class));
  }

  @Test
  void variables_ofAllKeys_areDistinct() {
    assertThat(Keys.of(Config.class).stream().map(Keys::variable)).doesNotHaveDuplicates();
  }

  @Test
  void defaults_alone_areValid() throws ConfigException {
    Config config = ConfigLoader.load(Optional.empty(), Map.of(), List.of());

    assertThat(config.rtmp().port()).isEqualTo(1935);
    assertThat(config.rtmp().readTick()).hasMillis(50);
    assertThat(config.recording().interval()).hasSeconds(1800);
    assertThat(config.recording().formats()).isEmpty();
    assertThat(config.recording().fileName()).isEqualTo("{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}"
        + "-{StartSecond}_{EndYear}-{EndMonth}-{EndDay}-{EndHour}-{EndMinute}-{EndSecond}");
    assertThat(config.callback().retryMax()).isEqualTo(12);
    assertThat(config.http().baseUrl(8080)).isEqualTo("http://127.0.0.1:8080");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void comment_ofKey_saysItsRange(String key) {
    assertThat(comments().get(key)).as("the comment above " + key).contains("Range: ");
  }

  @ParameterizedTest
  @MethodSource("rangedKeys")
  void comment_ofRangedKey_saysTheRangeThatTheRecordChecks(String key) {
    Range range = component(key).getAnnotation(Range.class);

    assertThat(comments().get(key)).containsPattern("Range: .*\\b" + range.min() + " to " + range.max() + "\\b");
  }

  @ParameterizedTest
  @MethodSource("numericKeys")
  void value_justOutsideRange_isRefused(String key) throws ConfigException {
    Range range = component(key).getAnnotation(Range.class);

    assertThatThrownBy(() -> load(key, range.max() + 1)).isInstanceOf(ConfigException.class).hasMessageContaining(key + " = ");
    if (range.min() > 0) {
      assertThatThrownBy(() -> load(key, range.min() - 1)).isInstanceOf(ConfigException.class).hasMessageContaining(key + " = ");
    }
  }

  private static void load(String key, long value) throws ConfigException {
    ConfigLoader.load(Optional.empty(), Map.of(), List.of(key + "=" + value));
  }

  static List<String> keys() {
    return Keys.of(Config.class);
  }

  static Stream<String> rangedKeys() {
    return keys().stream().filter(key -> component(key).isAnnotationPresent(Range.class));
  }

  static Stream<String> numericKeys() {
    return rangedKeys().filter(key -> !List.of(String.class, Secret.class, List.class).contains(component(key).getType()));
  }

  private static RecordComponent component(String key) {
    Class<?> section = Config.class;
    RecordComponent found = null;
    for (String name : key.split("\\.")) {
      found = Stream.of(section.getRecordComponents()).filter(each -> Keys.name(each).equals(name)).findFirst().orElseThrow();
      section = found.getType();
    }
    return found;
  }

  /** The comment lines right above each key, joined. */
  private static Map<String, String> comments() {
    Map<String, String> comments = new LinkedHashMap<>();
    List<String> path = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    for (String line : ConfigLoader.defaultText().lines().toList()) {
      String text = line.strip();
      if (text.startsWith("#")) {
        comment.append(text.substring(1).strip()).append(' ');
      } else if (text.matches("[a-z-]+:.*")) {
        int depth = (line.length() - line.stripLeading().length()) / 2;
        path.subList(Math.min(depth, path.size()), path.size()).clear();
        path.add(text.substring(0, text.indexOf(':')));
        comments.put(String.join(".", path), comment.toString());
        comment.setLength(0);
      } else if (text.isEmpty()) {
        comment.setLength(0);
      }
    }
    return comments;
  }
}
