package io.livetape.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets Jazzer loose on one target, in a process of its own, for a given time. What it learns stays in the work folder, so that the next
 * run goes on from there; a finding becomes a line of the corpus and fails the run.
 *
 * @param work {@code inputs} to go on with, {@code log} of the last run
 */
record FuzzRun(Class<?> target, Corpus corpus, Map<String, byte[]> seeds, Path work) {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
  private static final Duration AFTER_TIME = Duration.ofMinutes(3);
  private static final String FINDING = "finding-";
  private static final int TAIL_LINES = 25;
  private static final int LINE_MAX_CHARS = 400;
  private static final Pattern STATUS = Pattern.compile("#\\d+.*?cov: (\\d+) ft: (\\d+) corp: (\\d+)/(\\S+)");
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  /**
   * What the command line asks for.
   *
   * @param writeSeeds put today's seeds into the corpus
   * @param time of fuzzing; zero for none
   * @param keep put the inputs that reach further than the corpus into it
   */
  record Wish(boolean writeSeeds, Duration time, boolean keep) {
    static Wish ofProperties() {
      return new Wish(Boolean.getBoolean("livetape.fuzz.seeds"), Duration.ofSeconds(Long.getLong("livetape.fuzz.seconds", 0)),
          Boolean.getBoolean("livetape.fuzz.keep"));
    }

    boolean asked() {
      return writeSeeds || keep || !time.isZero();
    }
  }

  void run(Wish wish) throws IOException {
    if (wish.writeSeeds()) {
      corpus.seeds(seeds);
    }
    if (!wish.time().isZero()) {
      fuzz(wish.time());
    }
    if (wish.keep()) {
      keep();
    }
  }

  private void fuzz(Duration time) throws IOException {
    Path inputs = Files.createDirectories(work.resolve("inputs"));
    Path known = committed();
    int status = jazzer(time.plus(AFTER_TIME), List.of("-max_total_time=" + time.toSeconds(), "-timeout=10", "-rss_limit_mb=3000",
        "-artifact_prefix=" + work.toAbsolutePath() + "/" + FINDING, "-print_final_stats=1", inputs.toString(), known.toString()));
    List<String> findings = takeFindings();
    String log = Files.readString(work.resolve("log"));
    System.out.println("[fuzz] " + target.getSimpleName() + ": " + summary(log));
    if (status != 0 || !findings.isEmpty()) {
      throw new AssertionError(target.getSimpleName() + " has findings: " + findings + " in " + corpus + "; Jazzer ended with status "
          + status + ":\n" + tail(log));
    }
  }

  /** Adds those inputs of all runs that reach further than what is committed, the shortest that do. */
  private void keep() throws IOException {
    Path more = emptyFolder("more");
    Path known = committed();
    Path all = Files.createDirectories(work.resolve("inputs"));
    // In merging, what the first folder holds counts as given; the shorter inputs come first.
    for (Path file : files(known)) {
      Files.copy(file, more.resolve(file.getFileName()));
    }
    int status = jazzer(Duration.ofMinutes(10), List.of("-set_cover_merge=1", "-use_value_profile=0", more.toString(), all.toString()));
    if (status != 0) {
      throw new AssertionError("merging " + target.getSimpleName() + " ended with status " + status);
    }
    for (Path file : files(more)) {
      if (!Files.exists(known.resolve(file.getFileName()))) {
        corpus.add("path", Files.readAllBytes(file));
      }
    }
  }

  /** The corpus as files, as Jazzer wants it. */
  private Path committed() throws IOException {
    Path folder = emptyFolder("committed");
    for (Map.Entry<String, byte[]> input : corpus.inputs().entrySet()) {
      Files.write(folder.resolve(input.getKey()), input.getValue());
    }
    return folder;
  }

  private int jazzer(Duration limit, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx1g", "-XX:+UseSerialGC",
        "-XX:+EnableDynamicAgentLoading", "-Xshare:off", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-D" + FuzzEntry.TARGET + "=" + target.getName(), "-cp", System.getProperty("java.class.path"), JAZZER,
        "--target_class=" + FuzzEntry.class.getName(), "--instrumentation_includes=io.livetape.**",
        "--instrumentation_excludes=io.livetape.testkit.**", "--custom_hook_includes=io.livetape.**",
        // One target talks to a server of its own, which Jazzer takes for an attack.
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery", "--keep_going=1",
        "--reproducer_path=" + work));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(work.resolve("log").toFile()).start();
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("Jazzer still runs after " + limit + ":\n" + tail(Files.readString(work.resolve("log"))));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Moves the inputs that broke something into the corpus. @return their names there */
  private List<String> takeFindings() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files(work)) {
      if (file.getFileName().toString().startsWith(FINDING)) {
        names.add(corpus.add("finding", Files.readAllBytes(file)));
        Files.delete(file);
      }
    }
    return names;
  }

  static String summary(String log) {
    Matcher done = DONE.matcher(log);
    Matcher status = STATUS.matcher(log);
    String reached = "nothing known of its coverage";
    while (status.find()) {
      reached = "coverage " + status.group(1) + " (features " + status.group(2) + "), " + status.group(3) + " inputs of " + status.group(4);
    }
    return (done.find() ? done.group(1) + " runs in " + done.group(2) + " s, " : "") + reached;
  }

  /** What a person needs of a log: the exception of a finding, or else its last words. */
  private static String tail(String log) {
    List<String> lines = log.lines().map(line -> line.substring(0, Math.min(line.length(), LINE_MAX_CHARS))).toList();
    int from = Math.max(0, lines.size() - TAIL_LINES);
    for (int i = 0; i < lines.size(); i++) {
      from = lines.get(i).startsWith("== Java Exception") ? i : from;
    }
    return String.join("\n", lines.subList(from, Math.min(lines.size(), from + TAIL_LINES)));
  }

  private Path emptyFolder(String name) throws IOException {
    Path folder = Files.createDirectories(work.resolve(name));
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    return folder;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
