package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of pages, failures and scripts are there in both languages, and no others. */
class TextsTest {
  private static final Path PAGES = Path.of("src/main/java");
  private static final Path SCRIPTS = Path.of("src/main/resources/web");
  /** Says in its own words why somebody may not watch. */
  private static final Path PLAY_AUTH = Path.of("../api/src/main/java/io/livetape/api/PlayAuth.java");

  private static final String LITERAL = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern SAID = Pattern.compile("\\b(?:say|Sentence\\s*\\.of)\\(\\s*" + LITERAL);
  private static final Pattern REASON = Pattern.compile("-> " + LITERAL);
  private static final Pattern SCRIPT_SAID = Pattern.compile("\\bt\\(" + LITERAL);
  private static final Pattern SCRIPT_ENTRY = Pattern.compile("(?m)^ {2}" + LITERAL + ":\\s*" + LITERAL + ",$");
  private static final Pattern PLACE = Pattern.compile("%s|\\{\\w+\\}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  @Test
  void textsOfPages_areThoseThatHaveAChineseOne() {
    Set<String> said = found(SAID, texts(PAGES, ".java"));
    said.addAll(found(REASON, List.of(text(PLAY_AUTH))));

    assertThat(said).hasSizeGreaterThan(90);
    assertThat(Chinese.TEXTS.keySet()).containsExactlyInAnyOrderElementsOf(said);
  }

  @Test
  void textsOfScripts_areThoseThatHaveAChineseOne() {
    assertThat(scriptEntries()).extracting(entry -> unescaped(entry.group(1))).doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(found(SCRIPT_SAID, texts(SCRIPTS, ".js")));
  }

  @Test
  void chineseTexts_haveThePlacesOfTheEnglishOnes_andNoMarkup() {
    Map<String, String> all = scriptEntries().stream()
        .collect(Collectors.toMap(entry -> unescaped(entry.group(1)), entry -> unescaped(entry.group(2))));
    all.putAll(Chinese.TEXTS);

    assertThat(all).allSatisfy((english, chinese) -> {
      assertThat(places(chinese)).as(english).isEqualTo(places(english));
      assertThat(chinese).containsPattern(HAN).doesNotContainPattern("[<>&]");
      assertThat(english).doesNotContainPattern("[<>&]");
    });
  }

  private static List<MatchResult> scriptEntries() {
    return SCRIPT_ENTRY.matcher(text(SCRIPTS.resolve("zh.js"))).results().toList();
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).toList();
  }

  private static Set<String> found(Pattern pattern, List<String> texts) {
    return texts.stream().flatMap(text -> pattern.matcher(text).results()).map(match -> unescaped(match.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String unescaped(String literal) {
    return literal.replace("\\\"", "\"");
  }

  private static List<String> texts(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending) && !file.toString().contains("vendor") )
          .map(TextsTest::text).toList();
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
