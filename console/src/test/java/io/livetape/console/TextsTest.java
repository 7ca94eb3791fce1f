package io.livetape.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts' texts are there in both languages. */
class TextsTest {
  private static final Path ROOT = Path.of("src/main/resources/console");
  private static final Pattern USE = Pattern.compile("\\bt\\(\"([^\"]+)\"");
  private static final Pattern ENTRY = Pattern.compile("(?m)^ {2}\"([^\"]+)\":\\s*\"([^\"]+)\"");
  private static final Pattern VALUE = Pattern.compile("\\{\\w+\\}");

  @Test
  void texts_ofAllScripts_haveTranslations() {
    Set<String> used = scripts().filter(file -> !file.getFileName().toString().equals("text.js"))
        .flatMap(file -> USE.matcher(text(file)).results()).map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));

    assertThat(used).hasSizeGreaterThan(30);
    assertThat(translations().map(Translation::english)).containsAll(used);
  }

  @Test
  void translations_haveTheValuesOfTheirTexts() {
    assertThat(translations()).allSatisfy(each -> assertThat(values(each.chinese)).as(each.english).isEqualTo(values(each.english)));
  }

  @Test
  void translations_ofOneText_areOne() {
    assertThat(translations().map(Translation::english)).doesNotHaveDuplicates();
  }

  private record Translation(String english, String chinese) {}

  private static Set<String> values(String text) {
    return VALUE.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
  }

  private static Stream<Translation> translations() {
    return scripts().filter(file -> file.getFileName().toString().startsWith("zh-"))
        .flatMap(file -> ENTRY.matcher(text(file)).results()).map(match -> new Translation(match.group(1), match.group(2)));
  }

  private static Stream<Path> scripts() {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith(".js") && !file.toString().contains("vendor")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
