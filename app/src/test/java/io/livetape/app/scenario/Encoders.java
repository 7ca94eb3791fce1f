package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Programs that people push with. */
public final class Encoders {
  private static final Duration PUSH_MAX = Duration.ofSeconds(60);

  private Encoders() {}

  /** ffmpeg pushes a file from beginning to end as fast as it is taken. */
  public static void ffmpeg(Path file, String url) {
    pushed(Ffmpeg.push(file, url, Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, PUSH_MAX));
  }

  /** ffmpeg pushes a file from beginning to end as a live encoder would. */
  public static void ffmpegInRealTime(Path file, String url) {
    pushed(Ffmpeg.push(file, url, Ffmpeg.Pace.REAL_TIME, PUSH_MAX));
  }

  /** The same H.264 pictures with other parameter sets: as of an encoder that was set anew and made the same of it. */
  public static Path withOtherParameters(Path clip, Path folder) {
    Path other = folder.resolve("parameters-" + clip.getFileName());
    Ffmpeg.run(PUSH_MAX, List.of("-y", "-i", clip.toString(), "-c", "copy", "-bsf:v", "h264_metadata=level=4.1", other.toString()));
    return other;
  }

  /** GStreamer's rtmp2sink pushes an FLV file from beginning to end, and writes what it pushes to another file. */
  public static void gstreamer(Path file, String url, Path sent) {
    pushed(ToolProcess.start(PUSH_MAX, List.of(Witness.GST_LAUNCH.path().toString(), "-q", "filesrc", "location=" + file, "!",
        "flvdemux", "name=d", "d.video", "!", "queue", "!", "m.video", "d.audio", "!", "queue", "!", "m.audio",
        "flvmux", "name=m", "streamable=true", "!", "tee", "name=t", "t.", "!", "queue", "!", "filesink", "location=" + sent,
        "t.", "!", "queue", "!", "rtmp2sink", "sync=false", "location=" + url)));
  }

  private static void pushed(ToolProcess push) {
    try (push) {
      ToolProcess.Result result = push.await(PUSH_MAX);
      assertThat(result.status()).as(result.err()).isZero();
    }
  }
}
