package io.livetape.app.api;

import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A stream that an encoder pushes in real time, with a key frame every second, until it is closed. */
final class LivePush implements AutoCloseable {
  private static final Duration LIFE_MAX = Duration.ofMinutes(2);

  private final ToolProcess encoder;

  private LivePush(ToolProcess encoder) {
    this.encoder = encoder;
  }

  /** Returns when the server has heard of it and media flows. */
  static LivePush start(LivetapeServer server, String stream, String... parameters) {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10)));
    double before = server.metric("livetape_streams_live");
    LivePush push = new LivePush(Ffmpeg.pushForEver(clip, server.pushUrl(stream, parameters), LIFE_MAX));
    Awaitility.await(stream + " is live").atMost(LivetapeServer.PATIENCE).until(() -> server.metric("livetape_streams_live") > before);
    return push;
  }

  boolean alive() {
    return encoder.alive();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
