package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs copies of {@code ./livetape} on made-up machines: their JDKs are scripts that say who they are, their {@code mvnw} makes a
 * folder, and the places to search lie in the test's own folder.
 */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  @TempDir
  private Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final List<Process> processes = new ArrayList<>();
  private Path machine;
  private Path home;

  @BeforeEach
  void machineWithPackagedLivetape() throws IOException {
    machine = Files.createDirectories(folder.resolve("a machine"));
    home = Files.createDirectories(machine.resolve("home"));
    environment.put("HOME", home.toString());
    environment.put("PATH", path());
    Path root = Files.createDirectories(machine.resolve("live tape"));
    Files.createFile(Files.createDirectories(root.resolve("app/target/livetape/lib")).resolve("livetape-app-1.jar"));
    executable(root.resolve("livetape"), script());
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void search_withJdksEverywhere_followsTheDocumentedOrder() throws Exception {
    List<Path> homes = List.of(
        jdk("chosen", "25.0.1"), jdk("java-home", "26"), jdk("usr/lib/jvm/one", "25"), jdk("opt/two", "25"),
        jdk("home/.sdkman/candidates/java/three", "25"), jdk("home/.jdks/four", "25-ea"), jdk("Library/five/Contents/Home", "25"));
    environment.put("LIVETAPE_JAVA_HOME", homes.get(0).toString());
    environment.put("JAVA_HOME", homes.get(1).toString());
    Path onPath = jdk("on-path", "25.0.2");
    Path alternative = Files.createSymbolicLink(machine.resolve("alternative"), onPath.resolve("bin/java"));
    Files.createSymbolicLink(machine.resolve("bin/java"), alternative);
    List<Path> expected = new ArrayList<>(homes);
    expected.add(2, onPath);

    for (Path jdk : expected) {
      assertThat(launch().out()).contains("home=" + jdk.toRealPath() + "\n");
      Files.delete(jdk.resolve("bin/java"));
      environment.remove("LIVETAPE_JAVA_HOME");
    }
    assertThat(launch().status()).isEqualTo(69);
  }

  @Test
  void search_withOldJdksOnly_says69AndWhatWasFoundWhere() throws Exception {
    Path old = jdk("usr/lib/jvm/java-17", "17.0.15");
    jdk("opt/jdk8", "1.8.0_392");
    Files.createSymbolicLink(machine.resolve("usr/lib/jvm/default"), old);
    Files.createSymbolicLink(machine.resolve("bin/java"), old.resolve("bin/java"));
    environment.put("LIVETAPE_JAVA_HOME", machine.resolve("nothing").toString());

    Run run = launch();

    assertThat(run.status()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().map(String::strip)).containsExactly(
        "livetape: Java 25 or newer is needed, and none was found. Looked at:",
        "LIVETAPE_JAVA_HOME=" + machine.resolve("nothing") + ": no bin/java",
        "JAVA_HOME: not set",
        "java on PATH, " + old.toRealPath() + ": Java 17.0.15",
        folder.resolve("machine/usr/lib/jvm/default") + ": the same as above",
        folder.resolve("machine/usr/lib/jvm/java-17") + ": the same as above",
        folder.resolve("machine/opt/jdk8") + ": Java 1.8.0_392",
        home.resolve(".sdkman/candidates/java") + "/*: no such folder",
        home.resolve(".jdks") + "/*: no such folder",
        folder.resolve("machine/Library") + "/*: no such folder",
        "livetape: Install one, or set LIVETAPE_JAVA_HOME to the folder of one, e.g. LIVETAPE_JAVA_HOME=/path/to/jdk-25");
  }

  @Test
  void search_withEmptyEnvironment_stillSays69() throws Exception {
    environment.remove("HOME");

    assertThat(launch().status()).isEqualTo(69);
  }

  @ParameterizedTest
  @CsvSource({"25, 0", "25.0.3, 0", "25-ea, 0", "26, 0", "24.0.2, 69", "9, 69", "1.8.0_25, 69", "nonsense, 69"})
  void version_inReleaseFile_decides(String version, int status) throws Exception {
    jdk("opt/jdk", version);

    assertThat(launch().status()).isEqualTo(status);
  }

  @Test
  void version_withoutReleaseFile_isAskedOfJava() throws Exception {
    Path jdk = jdk("opt/jdk", "25.0.9");
    Files.delete(jdk.resolve("release"));

    assertThat(launch().out()).contains("home=" + jdk.toRealPath() + "\n");
  }

  @Test
  void variable_namingUnfitJdk_isToldAndPassedOver() throws Exception {
    environment.put("LIVETAPE_JAVA_HOME", jdk("chosen", "21").toString());
    Path fit = jdk("opt/jdk", "25");

    Run run = launch();

    assertThat(run.out()).contains("home=" + fit.toRealPath() + "\n");
    assertThat(run.err()).contains("LIVETAPE_JAVA_HOME=" + machine.resolve("chosen") + " does not fit");
  }

  @Test
  void java_whenStarted_getsFlagsClassPathAndArgumentsUnchanged() throws Exception {
    jdk("opt/jdk", "25");
    environment.put("LIVETAPE_JAVA_OPTS", "-Xmx64m -Dx=*");

    assertThat(launch("serve", "two words", "*", "", "--set", "a=b").out().lines().skip(1)).containsExactly(
        "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xms64m",
        "-Xlog:aot*=off", "-Xlog:cds*=off", "-XX:AOTCache=" + cache(), "-Xmx64m", "-Dx=*",
        "-cp", machine.toRealPath().resolve("live tape/app/target/livetape/lib") + "/*", "io.livetape.app.Main",
        "serve", "two words", "*", "", "--set", "a=b");
  }

  @Test
  void java_withACollectorOfTheUsers_getsNoOther() throws Exception {
    jdk("opt/jdk", "25");
    environment.put("LIVETAPE_JAVA_OPTS", "-XX:+UseG1GC");

    assertThat(launch("serve").out().lines()).contains("-XX:+UseG1GC").doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void rehearsal_beforeTheFirstServeOfABuild_isMadeOnceAndItsCacheUsed() throws Exception {
    jdk("opt/jdk", "25");

    assertThat(launch("push-url", "x").err()).isEmpty();
    assertThat(cache()).doesNotExist();
    Run first = launch("serve");
    assertThat(first.err().lines()).containsExactly("livetape: rehearsing, which takes some seconds after each build");
    assertThat(first.out()).contains("-XX:AOTCache=" + cache().toRealPath()).doesNotContain("rehearse");
    assertThat(cache()).content().contains("rehearse");
    assertThat(launch("serve").err()).isEmpty();

    Files.setLastModifiedTime(cache(), FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
    assertThat(launch("demo").err()).contains("rehearsing");
  }

  @ParameterizedTest
  @CsvSource({"LIVETAPE_REHEARSE, no", "LIVETAPE_JAVA_OPTS, -XX:AOTCacheOutput=x"})
  void rehearsal_notWanted_isLeftOut(String variable, String value) throws Exception {
    jdk("opt/jdk", "25");
    environment.put(variable, value);

    assertThat(launch("serve").err()).isEmpty();
    assertThat(cache()).doesNotExist();
  }

  @Test
  void rehearsal_thatFails_isToldOnceAndServesAllTheSame() throws Exception {
    jdk("opt/jdk", "25");
    environment.put("REHEARSAL_STATUS", "3");

    Run first = launch("serve");

    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("serve");
    assertThat(first.err()).contains("the rehearsal failed (status 3)");
    assertThat(launch("serve").err()).isEmpty();
  }

  @Test
  void launcher_throughSymbolicLinks_findsItsOwnFolderAndKeepsTheCurrentOne() throws Exception {
    jdk("opt/jdk", "25");
    Path elsewhere = Files.createDirectories(machine.resolve("else where"));
    Files.createSymbolicLink(machine.resolve("bin/inner"), Path.of("../live tape/livetape"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("lt"), machine.resolve("bin/inner"));

    Run run = finish(start(elsewhere, List.of(link.toString(), "pwd")));

    assertThat(run.out()).contains(machine.toRealPath().resolve("live tape/app/target/livetape/lib") + "/*");
    assertThat(run.out()).contains("folder=" + elsewhere.toRealPath());
  }

  @Test
  void sigterm_afterStart_reachesJavaItself() throws Exception {
    jdk("opt/jdk", "25");
    Process process = start(machine, List.of(launcher().toString(), "wait"));
    Path ready = machine.resolve("ready");
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(ready) && !Files.readString(ready).isBlank());

    assertThat(Files.readString(ready).strip()).isEqualTo(Long.toString(process.pid()));
    process.destroy();
    assertThat(finish(process).status()).isEqualTo(42);
  }

  @Test
  void build_whenNothingIsBuiltYet_runsOnceAndQuietly() throws Exception {
    jdk("opt/jdk", "25");
    sources("mkdir -p app/target/livetape/lib; : >app/target/livetape/lib/livetape-app-1.jar; echo noise; echo \"$JAVA_HOME|$*\" >>built");
    Files.delete(machine.resolve("live tape/app/target/livetape/lib/livetape-app-1.jar"));

    Run first = launch("x");
    Run second = launch("x");

    assertThat(first.status()).isZero();
    assertThat(first.err().lines()).containsExactly("livetape: building, which takes a minute or two the first time");
    assertThat(second.err()).isEmpty();
    assertThat(built()).containsExactly(machine.resolve("opt/jdk").toRealPath() + "|-q -pl app -am -DskipTests package");
  }

  @ParameterizedTest
  @CsvSource({"pom.xml, true", "media/pom.xml, true", "media/src/main/java/A.java, true",
    "media/src/test/java/ATest.java, false", "README.md, false"})
  void build_afterChangeOfAFile_runsOrNot(String changed, boolean expected) throws Exception {
    jdk("opt/jdk", "25");
    sources(BUILDS);
    Path root = machine.resolve("live tape");
    Files.setLastModifiedTime(root.resolve("app/target/livetape/lib"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(launch().err()).isEmpty();

    Files.setLastModifiedTime(root.resolve(changed), FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));

    assertThat(launch().err().contains("building")).isEqualTo(expected);
  }

  @Test
  void build_thatFails_says70AndShowsItsOutput() throws Exception {
    jdk("opt/jdk", "25");
    sources("echo what went wrong; exit 1");
    Files.delete(machine.resolve("live tape/app/target/livetape/lib/livetape-app-1.jar"));

    Run run = launch("x");

    assertThat(run.status()).isEqualTo(70);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("what went wrong", "the build failed");
    assertThat(machine.resolve("live tape/app/target/launcher.lock")).doesNotExist();
  }

  @Test
  void build_withJreAlone_says69AndThatJavacIsMissing() throws Exception {
    Path jre = jdk("opt/jre", "25.0.3");
    Files.delete(jre.resolve("bin/javac"));
    sources(BUILDS);
    assertThat(launch().status()).isZero();

    Files.delete(machine.resolve("live tape/app/target/livetape/lib/livetape-app-1.jar"));
    Run run = launch();

    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("a JDK 25 or newer is needed", folder.resolve("machine/opt/jre") + ": Java 25.0.3, but without javac");
  }

  @Test
  void build_wantedByTwoAtOnce_runsOnce() throws Exception {
    jdk("opt/jdk", "25");
    sources("echo begun >>built; while [ ! -e go ]; do sleep 0.05; done; : >app/target/livetape/lib/livetape-app-1.jar");
    Files.delete(machine.resolve("live tape/app/target/livetape/lib/livetape-app-1.jar"));

    Process first = start(machine, List.of(launcher().toString(), "1"));
    awaitBuild();
    Process second = start(machine, List.of(launcher().toString(), "2"));
    String waiting = "waiting for another build, process " + first.pid();
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> Files.readString(errOf(second)).contains(waiting));
    Files.createFile(machine.resolve("live tape/go"));

    assertThat(finish(first).status()).isZero();
    assertThat(finish(second).status()).isZero();
    assertThat(built()).containsExactly("begun");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void build_afterABuilderDied_takesOverItsLock(boolean signed) throws Exception {
    jdk("opt/jdk", "25");
    sources(BUILDS);
    Files.delete(machine.resolve("live tape/app/target/livetape/lib/livetape-app-1.jar"));
    Path lock = Files.createDirectories(machine.resolve("live tape/app/target/launcher.lock"));
    if (signed) {
      Process gone = new ProcessBuilder("true").start();
      gone.waitFor();
      Files.createFile(lock.resolve(Long.toString(gone.pid())));
    }

    assertThat(launch().status()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void sigterm_duringTheBuild_endsBuildAndLauncher() throws Exception {
    jdk("opt/jdk", "25");
    sources("echo $$ >>built; exec sleep 60");
    Files.delete(machine.resolve("live tape/app/target/livetape/lib/livetape-app-1.jar"));
    Process process = start(machine, List.of(launcher().toString()));
    awaitBuild();
    long builder = Long.parseLong(built().getFirst());

    process.destroy();

    assertThat(finish(process).status()).isEqualTo(143);
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> ProcessHandle.of(builder).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(machine.resolve("live tape/app/target/launcher.lock")).doesNotExist();
  }

  private static final String BUILDS = ": >app/target/livetape/lib/livetape-app-1.jar; touch app/target/livetape/lib";

  private record Run(int status, String out, String err) {}

  private Run launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher().toString()));
    command.addAll(List.of(arguments));
    return finish(start(machine, command));
  }

  private Process start(Path directory, List<String> command) throws IOException {
    int number = processes.size();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
        .redirectOutput(folder.resolve("out" + number).toFile()).redirectError(folder.resolve("err" + number).toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("READY", machine.resolve("ready").toString());
    processes.add(builder.start());
    return processes.getLast();
  }

  private Run finish(Process process) throws Exception {
    assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("the launcher ends").isTrue();
    Path out = folder.resolve("out" + processes.indexOf(process));
    return new Run(process.exitValue(), Files.readString(out), Files.readString(errOf(process)));
  }

  private Path errOf(Process process) {
    return folder.resolve("err" + processes.indexOf(process));
  }

  /** What the JVM learned in a rehearsal. */
  private Path cache() {
    return machine.resolve("live tape/app/target/livetape/livetape-25.aot");
  }

  private Path launcher() {
    return machine.resolve("live tape/livetape");
  }

  /** The real script, with the places it searches moved into the test's folder. */
  private String script() throws IOException {
    String script = Files.readString(Checkout.root().resolve("livetape"));
    String systemHomes = "system_homes='/usr/lib/jvm /opt'";
    String macHomes = "mac_homes='/Library/Java/JavaVirtualMachines'";
    assertThat(script).contains(systemHomes, macHomes);
    // The folders are split at blanks, so here they are reached through a link without any.
    Path plain = Files.createSymbolicLink(folder.resolve("machine"), machine);
    return script.replace(systemHomes, "system_homes='" + plain + "/usr/lib/jvm " + plain + "/opt'")
        .replace(macHomes, "mac_homes='" + plain + "/Library'");
  }

  /** A PATH with the tools that the script needs, and no java. */
  private String path() throws IOException {
    Path bin = Files.createDirectories(machine.resolve("bin"));
    for (String tool : List.of("dirname", "sed", "head", "readlink", "find", "mkdir", "mv", "rm", "rmdir", "sleep", "cat", "ps", "touch")) {
      Path real = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
      executable(bin.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
    }
    return bin.toString();
  }

  /** A JDK whose java tells its home, its folder and its arguments, and knows two commands for the tests. */
  private Path jdk(String place, String version) throws IOException {
    Path jdk = Files.createDirectories(machine.resolve(place));
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    executable(jdk.resolve("bin/java"), """
        #!/bin/sh
        home="%s"
        case "$*" in
          *-XshowSettings*) printf '    java.version = %s\\n    java.home = %%s\\n' "$home" >&2; exit 0 ;;
          *Main\\ wait) trap 'exit 42' TERM; echo $$ >"$READY"; while :; do sleep 0.05; done ;;
          *Main\\ rehearse)
            for option; do case $option in -XX:AOTCacheOutput=*) echo "$*" >"${option#*=}" ;; esac; done
            exit "${REHEARSAL_STATUS:-0}" ;;
          *Main\\ pwd) echo "folder=$(pwd -P)" ;;
        esac
        printf 'home=%%s\\n' "$home"
        printf '%%s\\n' "$@"
        """.formatted(jdk.toRealPath(), version));
    return jdk;
  }

  /** Gives the copy sources of one module, all old, and a build that runs the given line in the root folder. */
  private void sources(String build) throws IOException {
    Path root = machine.resolve("live tape");
    executable(root.resolve("mvnw"), "#!/bin/sh\n" + build + "\n");
    for (String file : List.of("pom.xml", "media/pom.xml", "media/src/main/java/A.java", "media/src/test/java/ATest.java", "README.md")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), "x");
    }
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
      }
    }
  }

  private void awaitBuild() {
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(machine.resolve("live tape/built")) && !built().isEmpty());
  }

  private List<String> built() throws IOException {
    return Files.readAllLines(machine.resolve("live tape/built"));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
