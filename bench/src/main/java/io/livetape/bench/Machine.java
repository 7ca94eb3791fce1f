package io.livetape.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a reader must know of the machine to make sense of figures. */
final class Machine {
  private Machine() {}

  /** Fact by fact, in reading order. */
  static Map<String, String> facts(Path root) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("livetape", Tool.ask("git", "-C", root.toString(), "describe", "--always", "--dirty"));
    facts.put("processor", line("/proc/cpuinfo", "model name") + ", " + cores() + " cores");
    facts.put("memory", line("/proc/meminfo", "MemTotal"));
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put("nginx", NginxServer.version());
    facts.put("srs", SrsServer.version());
    facts.put("ffmpeg", Tool.ask("ffmpeg", "-version").lines().findFirst().orElse("unknown"));
    return facts;
  }

  /** Runnable processes, averaged over the last minute. */
  static double load() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }

  /** All of the machine's, also those that this process may not use. */
  static long cores() throws IOException {
    return Files.readAllLines(Path.of("/proc/stat")).stream().filter(line -> line.matches("cpu\\d+ .*")).count();
  }

  private static String line(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse("unknown");
  }
}
