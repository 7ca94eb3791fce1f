package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Other people's programs that read media files. A test whose witness is not installed is skipped and says so. */
final class Probe {
  private static final long PATIENCE_SECONDS = 60;

  /** What ffprobe says of one packet. Times in the stream's timescale; {@code hash} of its bytes. */
  record Packet(int stream, long pts, long dts, long duration, boolean key, long position, int sizeBytes, String hash) {}

  private Probe() {}

  static void needs(String... programs) {
    for (String program : programs) {
      boolean found = Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      Assumptions.assumeTrue(found, "skipped: " + program + " is not installed");
    }
  }

  /** Runs a program that must succeed and print nothing to its error output. @return its output */
  static String run(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("errors", ".txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    String complaint = Files.readString(errors);
    Files.delete(errors);
    assertThat(complaint).as(String.join(" ", command)).isEmpty();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    return output;
  }

  /** In file order as ffprobe demuxes them. */
  static List<Packet> packets(Path file) throws IOException, InterruptedException {
    String lines = run(List.of("ffprobe", "-v", "warning", "-show_packets", "-show_data_hash", "MD5", "-of", "compact=p=0", "-show_entries",
        "packet=stream_index,pts,dts,duration,size,pos,flags,data_hash", file.toString()));
    return lines.replace("\n|", "|").lines().map(Probe::packet).toList(); // ffprobe breaks the line after side data
  }

  static List<Packet> packets(Path file, int stream) throws IOException, InterruptedException {
    return packets(file).stream().filter(packet -> packet.stream == stream).toList();
  }

  private static Packet packet(String line) {
    Map<String, String> fields = Stream.of(line.split("\\|")).map(field -> field.split("=", 2)).filter(field -> field.length == 2)
        .collect(Collectors.toMap(field -> field[0], field -> field[1], (first, _) -> first));
    return new Packet((int) number(fields, "stream_index"), number(fields, "pts"), number(fields, "dts"), number(fields, "duration"),
        fields.get("flags").startsWith("K"), number(fields, "pos"), (int) number(fields, "size"), fields.get("data_hash"));
  }

  /** ffprobe leaves the duration of some last packets unknown. */
  private static long number(Map<String, String> fields, String name) {
    String value = fields.getOrDefault(name, "N/A");
    return value.equals("N/A") ? 0 : Long.parseLong(value);
  }

  /** One field of the container, such as {@code duration}. */
  static String format(Path file, String field) throws IOException, InterruptedException {
    String entry = "format=" + field;
    return run(List.of("ffprobe", "-v", "warning", "-of", "default=nk=1:nw=1", "-show_entries", entry, file.toString())).strip();
  }

  /** Decodes everything; any error in any frame is printed, and then fails. */
  static void decode(Path file) throws IOException, InterruptedException {
    run(List.of("ffmpeg", "-v", "warning", "-xerror", "-i", file.toString(), "-f", "null", "-"));
  }
}
