package io.livetape.app;

import io.livetape.app.config.Config;
import io.livetape.console.Console;
import io.livetape.play.VideoUrls;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole service, put together: the only place that knows every part. Starting opens the parts from the disk outwards, so that nobody
 * is let in before what stands behind is ready; closing goes the other way, and finishes recordings and callbacks.
 */
final class Livetape implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Livetape.class);
  private static final Duration LANDING_WAIT = Duration.ofSeconds(30);
  private static final Duration CALLBACK_WAIT = Duration.ofSeconds(10);

  private final OpenParts parts;
  private final Optional<String> adminPassword;
  private final CallbackPost post;
  private final RecordingSide recording;
  private final RtmpDoors doors;
  private final ServerFacts facts;
  private volatile boolean ready;

  /** Starts everything; when that fails, what was opened is closed again. */
  static Livetape start(Config config, DataFolder data) throws IOException, SQLException {
    OpenParts parts = new OpenParts();
    boolean started = false;
    try {
      Livetape livetape = new Livetape(config, data, parts);
      started = true;
      return livetape;
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  private Livetape(Config config, DataFolder data, OpenParts parts) throws IOException, SQLException {
    this.parts = parts;
    Ground ground = Ground.open(config, data, parts);
    adminPassword = ground.adminPassword();
    post = CallbackPost.open(ground, parts);
    OpenFiles files = OpenFiles.of(config);
    files.tell(config);
    HttpFace http = parts.add(HttpFace.open(ground, files));
    VideoUrls urls = new VideoUrls(config.http().baseUrl(http.port()), config.account().appid());

    MediaLibrary library = MediaLibrary.open(ground, post, urls, parts);
    recording = RecordingSide.open(ground, post, library, parts);
    LiveSide live = LiveSide.open(ground, recording, parts);
    doors = parts.add(new RtmpDoors(ground, live));
    Metrics metrics = parts.add(new Metrics());
    CloudApi api = CloudApi.open(ground, post, library, recording, live, parts);
    List.of(ground, post, http, library, recording, live, doors, api).forEach(part -> part.measure(metrics));
    Console console = ConsoleSide.open(ground, post, library, recording, live, api, doors, parts);
    HttpSite site = HttpSite.of(ground, library, recording, live, api, console, metrics, () -> ready);

    http.serve(site.handler());
    int rtmpPort = doors.open(files);
    api.start(ground, site.pieces());
    facts = new ServerFacts(rtmpPort, http.port(), urls.publicUrl());
    facts.write(data.serverFacts());
    library.start(ground, post, parts);
    ready = true;
    log.info("[server] ready: RTMP on {}, HTTP on {}", rtmpPort, http.port());
  }

  ServerFacts facts() {
    return facts;
  }

  /** Made by this start, if it was the first of the data folder; shown to a person once. */
  Optional<String> adminPassword() {
    return adminPassword;
  }

  /** Lets nobody in any more, finishes every recording, delivers what can be delivered, and closes. */
  @Override
  public void close() {
    ready = false;
    log.info("[server] stopping: ending pushes, landing recordings, delivering callbacks");
    doors.close();
    try {
      if (!recording.finish(LANDING_WAIT)) {
        log.warn("[server] not everything has landed; the next start finishes it");
      }
      if (!post.dispatcher().awaitEmpty(CALLBACK_WAIT)) {
        log.warn("[server] not every callback is delivered; the next start goes on");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    parts.close();
    log.info("[server] stopped");
  }
}
