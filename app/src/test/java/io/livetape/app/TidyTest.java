package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks of the whole source tree that a reviewer would forget. */
class TidyTest {
  private static final Path ROOT = Checkout.root();

  /** Which modules each module may need. {@code app} and {@code bench} stand at the edge and see all. */
  private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
      Map.entry("testkit", Set.of()),
      Map.entry("media", Set.of()),
      Map.entry("store", Set.of()),
      Map.entry("db", Set.of()),
      Map.entry("live", Set.of("media")),
      Map.entry("rtmp", Set.of("live", "media")),
      Map.entry("record", Set.of("live", "media", "store", "db")),
      Map.entry("vod", Set.of("media", "store", "db")),
      Map.entry("callback", Set.of("db")),
      Map.entry("api", Set.of("live", "record", "vod", "callback")),
      Map.entry("play", Set.of("live", "media", "record", "store", "vod")),
      Map.entry("console", Set.of("api", "play", "live", "record", "vod", "callback", "db")));
  private static final Set<String> SEE_ALL = Set.of("app", "bench");

  private static final Pattern MODULE = Pattern.compile("<module>([a-z]+)</module>");
  private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern OURS = Pattern.compile("<artifactId>livetape-([a-z]+)</artifactId>");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern HOME_PATH = Pattern.compile("(?<![\\w.-])/(home|Users)/\\w[\\w.-]*/");

  private static List<Path> files;

  @BeforeAll
  static void listFiles() throws Exception {
    files = Files.exists(ROOT.resolve(".git")) ? trackedFiles() : presentFiles();
    assertThat(files).hasSizeGreaterThan(20);
  }

  @Test
  void modules_ofTheBuild_areAllInTheTable() throws IOException {
    Set<String> known = new TreeSet<>(ARROWS.keySet());
    known.addAll(SEE_ALL);

    assertThat(modules()).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void arrows_betweenModules_areAllowed() throws IOException {
    for (String module : modules()) {
      if (!SEE_ALL.contains(module)) {
        assertThat(needs(module)).as("what " + module + " needs").isSubsetOf(ARROWS.get(module));
      }
    }
  }

  @Test
  void testkit_whereNeeded_isOfTestScope() throws IOException {
    for (String module : modules()) {
      assertThat(needs(module)).as("what " + module + " needs outside tests").doesNotContain("testkit");
    }
  }

  @Test
  void media_always_needsNothingButJava() throws IOException {
    assertThat(dependencies("media")).allMatch(dependency -> dependency.contains("<scope>test</scope>"));
  }

  @Test
  void links_inDocuments_resolve() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path file : files) {
      if (file.toString().endsWith(".md")) {
        brokenLinks(file).forEach(link -> broken.add(ROOT.relativize(file) + " -> " + link));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void files_ofTheProject_nameNoMachinePath() {
    List<String> places = Stream.of(ROOT.toString(), System.getProperty("user.home"))
        .filter(place -> Path.of(place).getNameCount() > 1 || place.equals("/root")).map(place -> place + "/").toList();

    assertThat(files.stream().filter(file -> namesMachinePath(text(file), places)).map(ROOT::relativize)).isEmpty();
  }

  @Test
  void commands_andScripts_areExecutable() {
    assertThat(Stream.of("livetape", "mvnw", ".ci/run").map(ROOT::resolve)).allMatch(Files::isExecutable);
  }

  private static boolean namesMachinePath(String text, List<String> places) {
    return places.stream().anyMatch(text::contains) || HOME_PATH.matcher(text).find();
  }

  private static List<String> modules() throws IOException {
    return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results().map(match -> match.group(1)).toList();
  }

  private static List<String> dependencies(String module) throws IOException {
    return DEPENDENCY.matcher(Files.readString(ROOT.resolve(module).resolve("pom.xml"))).results().map(match -> match.group(1)).toList();
  }

  /** The modules of ours that a module needs outside its tests. */
  private static Set<String> needs(String module) throws IOException {
    return dependencies(module).stream().filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .flatMap(dependency -> OURS.matcher(dependency).results()).map(match -> match.group(1)).collect(Collectors.toSet());
  }

  private static List<String> brokenLinks(Path document) throws IOException {
    String text = CODE.matcher(Files.readString(document)).replaceAll("");
    return LINK.matcher(text).results().map(match -> match.group(1))
        .filter(link -> !link.matches("[a-z]+:.*")).filter(link -> !resolves(document, link)).toList();
  }

  private static boolean resolves(Path document, String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? document : document.resolveSibling(path).normalize();
    return Files.exists(target) && (hash < 0 || anchors(text(target)).contains(link.substring(hash + 1)));
  }

  /** The anchors that headings get on the usual forges. */
  private static Set<String> anchors(String markdown) {
    return markdown.lines().filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ *", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** A file's text; empty for what is not text. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException _) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> trackedFiles() throws Exception {
    Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").directory(ROOT.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String names = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    return Stream.of(names.split("\0")).map(ROOT::resolve).filter(Files::isRegularFile).toList();
  }

  private static List<Path> presentFiles() throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(Files::isRegularFile).filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|data)/.*")).toList();
    }
  }
}
