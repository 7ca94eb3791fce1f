package io.livetape.app.api;

import io.livetape.testkit.Json;
import io.livetape.testkit.ToolProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A package of the npm registry, installed beside what the build makes and kept there between runs. Tests that need one are skipped where
 * Node.js or npm is not installed, or the registry cannot be reached.
 *
 * @param version exactly this one
 */
record NodePackage(String name, String version) {
  private static final Duration INSTALL_MAX = Duration.ofSeconds(90);
  private static final Path FOLDER = Path.of("target", "nodejs").toAbsolutePath();

  /** Skips the running test unless the package is there, or can be. */
  void require() {
    Assumptions.assumeTrue(program("node").isPresent(), "node is not installed");
    if (installed()) {
      return;
    }
    Assumptions.assumeTrue(program("npm").isPresent(), "npm is not installed, and " + this + " is not here");
    String problem = install();
    Assumptions.assumeTrue(installed(), this + " cannot be installed: " + problem);
  }

  /** Runs a script that requires the package; returns what it printed. */
  static String run(Path script, String argument, Duration limit) {
    return ToolProcess.run(limit, List.of("env", "NODE_PATH=" + FOLDER.resolve("node_modules"), program("node").orElseThrow(),
        script.toString(), argument));
  }

  private boolean installed() {
    try {
      Path description = FOLDER.resolve(Path.of("node_modules", name, "package.json"));
      return Files.exists(description) && Json.parse(Files.readString(description)).path("version").asText().equals(version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String install() {
    try {
      Files.createDirectories(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (ToolProcess npm = ToolProcess.start(INSTALL_MAX, List.of(program("npm").orElseThrow(), "install", "--no-audit", "--no-fund",
        "--ignore-scripts", "--fetch-retries=1", "--prefix", FOLDER.toString(), this.toString()))) {
      return npm.await(INSTALL_MAX).err();
    } catch (AssertionError tooSlow) {
      return tooSlow.getMessage();
    }
  }

  private static Optional<String> program(String name) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).map(Path::toString).findFirst();
  }

  @Override
  public String toString() {
    return name + "@" + version;
  }
}
