package io.livetape.app;

import io.livetape.app.config.Config;
import io.livetape.app.config.ConfigLoader;
import io.livetape.rtmp.RtmpPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The main job, many times over and as fast as it goes, with a server of its own on a folder that is thrown away. The launcher has the JVM
 * watch it, and keeps what the JVM learned for later starts.
 */
final class Rehearsal {
  private static final String APP = "live";
  private static final int ROUNDS = 8;
  private static final int PUSHES_AT_ONCE = 10;
  private static final List<String> FORMATS = List.of("mp4", "hls", "flv", "aac");
  private static final Duration EVENTS_WAIT = Duration.ofSeconds(60);

  private final DemoClip clip;
  private final HttpClient viewer = HttpClient.newHttpClient();

  Rehearsal() throws IOException {
    clip = DemoClip.open();
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("livetape-rehearsal");
    try (OpenParts parts = new OpenParts()) {
      DemoReceiver receiver = parts.add(new DemoReceiver("rehearsal"));
      Livetape livetape = parts.add(Livetape.start(config(receiver), DataFolder.open(folder)));
      for (int round = 1; round <= ROUNDS; round++) {
        push(livetape.facts(), round);
        receiver.await(EVENTS_WAIT, round * PUSHES_AT_ONCE * FORMATS.size());
        view(livetape.facts(), round);
      }
    } finally {
      delete(folder);
    }
  }

  private static Config config(DemoReceiver receiver) throws Exception {
    return ConfigLoader.load(Optional.empty(), Map.of(), List.of(
        "rtmp.host=127.0.0.1", "rtmp.port=0", "http.host=127.0.0.1", "http.port=0", "push.auth=false",
        "cover.ffmpeg=", "recording.formats=" + String.join(",", FORMATS), "callback.url=" + receiver.url(), "callback.key=" + receiver.key()));
  }

  private void push(ServerFacts facts, int round) throws Exception {
    List<Future<?>> pushes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PUSHES_AT_ONCE; i++) {
        String url = "rtmp://127.0.0.1:" + facts.rtmpPort() + "/" + APP + "/" + stream(round, i);
        pushes.add(threads.submit(() -> {
          try (RtmpPublisher publisher = RtmpPublisher.connect(url)) {
            clip.sendAtOnce(publisher);
          }
          return null;
        }));
      }
    }
    for (Future<?> push : pushes) {
      push.get();
    }
  }

  private void view(ServerFacts facts, int round) throws IOException, InterruptedException {
    for (int i = 0; i < PUSHES_AT_ONCE; i++) {
      String page = facts.httpUrl() + "/watch/" + APP + "/" + stream(round, i);
      viewer.send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.discarding());
    }
  }

  private static String stream(int round, int number) {
    return "rehearsal-" + round + "-" + number;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
