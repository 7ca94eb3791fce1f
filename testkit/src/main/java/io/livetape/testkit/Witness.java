package io.livetape.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program from outside that says whether our media is right. Tests that need one begin with {@link #require}: where it is not
 * installed they are skipped, unless the environment has {@code LIVETAPE_WITNESSES=required}, where they fail.
 */
public enum Witness {
  FFMPEG("ffmpeg", "ffmpeg"),
  FFPROBE("ffprobe", "ffmpeg"),
  MEDIAINFO("mediainfo", "mediainfo"),
  CHROMIUM("chromium", "chromium"),
  GST_LAUNCH("gst-launch-1.0", "gstreamer1.0-tools"),
  NGINX("nginx", "nginx libnginx-mod-rtmp"),
  RTMPDUMP("rtmpdump", "rtmpdump");

  private static final String VARIABLE = "LIVETAPE_WITNESSES";

  // Servers live where only root has its PATH.
  private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

  private final String command;
  private final String packages;

  Witness(String command, String packages) {
    this.command = command;
    this.packages = packages;
  }

  /** Where the program is. */
  public Path path() {
    return find(System.getenv("PATH")).orElseThrow(() -> new IllegalStateException(missing()));
  }

  public boolean present() {
    return find(System.getenv("PATH")).isPresent();
  }

  /** Skips the running test, or fails it, unless all of the programs are there. */
  public static void require(Witness... witnesses) {
    require(System.getenv("PATH"), "required".equals(System.getenv(VARIABLE)), witnesses);
  }

  static void require(String searchPath, boolean demanded, Witness... witnesses) {
    String missing = Arrays.stream(witnesses).filter(witness -> witness.find(searchPath).isEmpty()).map(Witness::missing)
        .collect(Collectors.joining("; "));
    if (!missing.isEmpty() && demanded) {
      Assertions.fail(missing + "; " + VARIABLE + "=required");
    }
    Assumptions.assumeTrue(missing.isEmpty(), missing);
  }

  Optional<Path> find(String searchPath) {
    Stream<String> folders = searchPath == null ? Stream.empty() : Arrays.stream(searchPath.split(File.pathSeparator));
    return Stream.concat(folders, MORE_FOLDERS.stream()).filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command)).filter(Files::isExecutable).findFirst();
  }

  private String missing() {
    return command + " is not installed (apt-get install " + packages + ")";
  }
}
