package io.livetape.app.browser;

import io.livetape.testkit.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Pictures of 400 KB each, ten a second for 20 s with a key frame each second: more than a browser loads at once. */
final class Noise {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Noise() {}

  static Path make(Path folder) {
    Path file = folder.resolve("noise.mp4");
    Ffmpeg.run(LIMIT, List.of("-f", "lavfi", "-i", "color=gray:s=640x360:r=10:d=20,noise=alls=100:allf=t", "-c:v", "libx264", "-preset",
        "ultrafast", "-qp", "12", "-g", "10", "-pix_fmt", "yuv420p", file.toString()));
    return file;
  }
}
