package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** ffmpeg decodes a file or address to its end. */
final class Decoding {
  private static final Duration DECODE_MAX = Duration.ofMinutes(1);

  /** Every ADTS file gets this: the format has no place for its length. */
  private static final String ADTS_REMARK = "Estimating duration from bitrate";

  private Decoding() {}

  /** The MD5 of each decoded picture or stretch of sound, in the order they are shown. @param track {@code v} or {@code a} */
  static List<String> frames(Object input, String track) {
    String lines = Ffmpeg.run(
        DECODE_MAX, List.of("-i", input.toString(), "-map", "0:" + track, "-fps_mode", "passthrough", "-f", "framemd5", "-"));
    return lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.substring(line.lastIndexOf(',') + 1).strip()).toList();
  }

  /** What it had to complain of. */
  static String complaints(Object input) {
    try (ToolProcess decoder = Ffmpeg.start(DECODE_MAX, List.of("-i", input.toString(), "-f", "null", "-"))) {
      ToolProcess.Result result = decoder.await(DECODE_MAX);
      assertThat(result.status()).as(result.err()).isZero();
      return result.err().lines().filter(line -> !line.contains(ADTS_REMARK)).collect(Collectors.joining("\n"));
    }
  }
}
