package io.livetape.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short programs to their end. */
final class Tool {
  private Tool() {}

  /**
   * Returns what the program wrote to both of its outputs.
   *
   * @throws IOException it cannot be started or ends with another status than 0
   */
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + output.strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return output.strip();
  }

  /** As {@link #run}, for facts that a report can do without: {@code "unknown"} where the program does not work. */
  static String ask(String... command) {
    try {
      return run(List.of(command));
    } catch (IOException _) {
      return "unknown";
    }
  }
}
