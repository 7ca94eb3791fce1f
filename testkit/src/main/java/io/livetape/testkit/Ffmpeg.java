package io.livetape.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes clips and pushes them. Tests that use it begin with {@code Witness.require(Witness.FFMPEG)}. */
public final class Ffmpeg {
  private static final Duration MAKE_MAX = Duration.ofMinutes(5);
  private static final Path CACHE = Path.of(System.getProperty("java.io.tmpdir"), "livetape-clips-" + System.getProperty("user.name"));

  private Ffmpeg() {}

  /** How fast a file is pushed. */
  public enum Pace { REAL_TIME, AS_FAST_AS_POSSIBLE }

  /** The file of a clip. It is made once for a machine and kept; do not write to it. */
  public static Path make(Clip clip) {
    Path file = CACHE.resolve(Integer.toHexString(clip.arguments().hashCode()) + "-" + clip.duration().toMillis() + "." + clip.extension());
    return Files.exists(file) ? file : makeNow(clip, file);
  }

  /** Written beside its place and moved there, so that tests in several processes never see half a clip. */
  private static Path makeNow(Clip clip, Path file) {
    try {
      Files.createDirectories(CACHE);
      Path half = Files.createTempFile(CACHE, "half", "." + clip.extension());
      List<String> arguments = new ArrayList<>(List.of("-y"));
      arguments.addAll(clip.arguments());
      arguments.add(half.toString());
      run(MAKE_MAX, arguments);
      return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pushes a file as it is to an RTMP address, once from beginning to end; the returned process is killed at the limit. */
  public static ToolProcess push(Path file, String url, Pace pace, Duration limit) {
    return push(file, url, pace, limit, List.of());
  }

  /** As above, over and over until stopped, with timestamps that go on. */
  public static ToolProcess pushForEver(Path file, String url, Duration limit) {
    return push(file, url, Pace.REAL_TIME, limit, List.of("-stream_loop", "-1"));
  }

  private static ToolProcess push(Path file, String url, Pace pace, Duration limit, List<String> inputOptions) {
    List<String> arguments = new ArrayList<>();
    if (pace == Pace.REAL_TIME) {
      arguments.add("-re");
    }
    arguments.addAll(inputOptions);
    arguments.addAll(List.of("-i", file.toString(), "-c", "copy", "-f", "flv", "-flvflags", "no_duration_filesize", url));
    return start(limit, arguments);
  }

  /** Runs ffmpeg with the arguments to its successful end; returns its standard output. */
  public static String run(Duration limit, List<String> arguments) {
    return ToolProcess.run(limit, command(arguments));
  }

  /** Starts ffmpeg with the arguments. */
  public static ToolProcess start(Duration limit, List<String> arguments) {
    return ToolProcess.start(limit, command(arguments));
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Witness.FFMPEG.path().toString(), "-hide_banner", "-nostdin", "-loglevel", "warning"));
    command.addAll(arguments);
    return command;
  }
}
