package io.livetape.app.browser;

import io.livetape.app.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The console's own scripts, so that tests know what there is in them. */
final class ConsoleSources {
  private static final Path ROOT = Checkout.root().resolve("console/src/main/resources/console");
  private static final Pattern TEXT = Pattern.compile("\\bt\\(\"([^\"]+)\"");

  private ConsoleSources() {}

  /** What is found in all scripts, each as {@code file: what}. */
  static List<String> find(Pattern pattern, Function<MatchResult, Stream<String>> what) {
    return scripts().flatMap(file -> pattern.matcher(text(file)).results().flatMap(what).map(found -> ROOT.relativize(file) + ": " + found))
        .toList();
  }

  /** The texts in an expression that people are to read. */
  static Stream<String> texts(String expression) {
    return TEXT.matcher(expression).results().map(match -> match.group(1));
  }

  private static Stream<Path> scripts() {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(file -> file.toString().endsWith(".js") && !file.toString().contains("vendor")).sorted().toList().stream();
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
