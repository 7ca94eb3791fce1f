package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine, as a witness. Where it is missing, the test that needs it says so and is skipped. */
final class Tool {
  private Tool() {}

  static void need(String program) {
    boolean found = List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(found, program + " is not installed");
  }

  /** Starts a program with its output in a file next to the others of the test. */
  static Process start(Path folder, String... command) throws IOException {
    Path log = Files.createTempFile(folder, Path.of(command[0]).getFileName().toString(), ".log");
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(ProcessBuilder.Redirect.from(
        Path.of("/dev/null").toFile())).start();
  }

  /** Runs a program to its end and wants it to succeed; gives what it said. */
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "run", ".log");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(log);
    assertThat(ended).as("%s ended; it said%n%s", command[0], said).isTrue();
    assertThat(process.exitValue()).as("%s said%n%s", command[0], said).isZero();
    return said;
  }

  /** A clip of two seconds: H.264 with B-frames and a key frame every half second, and AAC. */
  static Clip clip(Path folder) throws IOException, InterruptedException {
    need("ffmpeg");
    Path path = folder.resolve("clip.flv");
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25", "-f",
        "lavfi",
        "-i", "sine=sample_rate=44100", "-t", "2", "-c:v", "libx264", "-preset", "veryfast", "-bf", "2", "-g", "12", "-b:v", "1500k",
        "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "2", "-f", "flv", path.toString()));
    run(folder, command.toArray(String[]::new));
    return Clip.read(path);
  }

  /** Pictures alone, of about 4 MB a second: much more than the buffers of two sockets hold. */
  static Clip noise(Path folder) throws IOException, InterruptedException {
    need("ffmpeg");
    Path path = folder.resolve("noise.flv");
    run(folder, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=gray:s=640x360:r=10:d=20,noise=alls=100:allf=t", "-c:v", "libx264",
        "-preset", "ultrafast", "-qp", "12", "-g", "10", "-pix_fmt", "yuv420p", path.toString());
    return Clip.read(path);
  }
}
