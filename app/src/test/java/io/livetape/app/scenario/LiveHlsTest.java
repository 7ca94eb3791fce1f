package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The playlist of a recording is playable while the recording grows, from its beginning, and is the same afterwards with an end. */
class LiveHlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int VIEWERS = 24;
  /** Of a tape, before the next one is looked for. */
  private static final int READS = 3;
  /** Fewer than the server makes at a time. */
  private static final int DOWNLOADS = 3;

  @TempDir
  private Path folder;

  @Test
  void playlist_ofALiveRecording_growsAndThenOnlyGetsItsEnd() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(8)).withFrames(25, Duration.ofSeconds(1), 2));
    // Cut in mid-push as well: the playlist does not care.
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.interval=3");
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      String url = playlistUrl(server);
      List<String> seen = new ArrayList<>();
      Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
        seen.add(server.get(url));
        return segmentCount(seen.getLast()) >= 3;
      });
      PacketHashes fromTheStart = Downloaded.hls(folder, url);
      // A player that joins now follows the recording to its end.
      PacketHashes live = PacketHashes.of(url);
      assertThat(push.await(LIMIT).status()).isZero();
      server.awaitFiles("show", 3);
      String last = server.get(url);

      PacketHashes pushed = PacketHashes.of(source);
      assertThat(fromTheStart.video()).hasSizeGreaterThanOrEqualTo(75);
      fromTheStart.assertBeginningOf(pushed);
      live.assertRunOf(pushed);
      assertThat(live.video().getLast()).isEqualTo(pushed.video().getLast());
      assertThat(seen).allSatisfy(playlist -> {
        assertThat(playlist).startsWith("#EXTM3U\n").contains("#EXT-X-PLAYLIST-TYPE:EVENT").doesNotContain("#EXT-X-ENDLIST");
        assertThat(last).contains(entries(playlist));
      });
      assertThat(last).endsWith("#EXT-X-ENDLIST\n");
      assertThat(url).isEqualTo(server.url(server.data().files("show", FileFormat.HLS).getFirst()));
      PacketHashes.of(url).assertSameAs(pushed);
    }
  }

  /** Each moves from the spool to the store, under the hands of those who read it; not every run meets the moment. */
  @Test
  void tape_ofALiveRecording_canAlwaysBeHad() throws Exception {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofMinutes(3)).withFrames(25, Duration.ofSeconds(1), 2));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.interval=1");
        HttpClient http = HttpClient.newHttpClient();
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
      URI playlist = URI.create(playlistUrl(server));
      Map<Integer, Long> statuses = new ConcurrentHashMap<>();
      Callable<Void> viewer = () -> {
        while (push.alive() || server.data().files("show", FileFormat.HLS).isEmpty()) {
          URI newest = playlist.resolve(newestTape(server.get(playlist.toString())));
          for (int reads = 0; reads < READS; reads++) {
            HttpRequest range = HttpRequest.newBuilder(newest).header("Range", "bytes=0-9").build();
            statuses.merge(http.send(range, BodyHandlers.discarding()).statusCode(), 1L, Long::sum);
          }
        }
        return null;
      };
      together(VIEWERS, viewer);

      assertThat(push.await(LIMIT).status()).isZero();
      assertThat(statuses).containsOnlyKeys(206);
    }
  }

  /** The same of all of them as one file. */
  @Test
  void windowOfALiveRecording_canAlwaysBeDownloaded() throws Exception {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofMinutes(3)).withFrames(25, Duration.ofSeconds(1), 2));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.interval=1");
        HttpClient http = HttpClient.newHttpClient();
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
      playlistUrl(server);
      HttpRequest window = HttpRequest.newBuilder(URI.create(server.http("/replay/live/show.mp4?from=2026-01-01T00:00:00Z"))).build();
      Map<Integer, Long> statuses = new ConcurrentHashMap<>();
      Callable<Void> viewer = () -> {
        while (push.alive() || server.data().files("show", FileFormat.HLS).isEmpty()) {
          statuses.merge(http.send(window, BodyHandlers.discarding()).statusCode(), 1L, Long::sum);
        }
        return null;
      };
      together(DOWNLOADS, viewer);

      assertThat(push.await(LIMIT).status()).isZero();
      assertThat(statuses).containsOnlyKeys(200);
    }
  }

  private static void together(int count, Callable<Void> viewer) throws Exception {
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> watched : viewers.invokeAll(Collections.nCopies(count, viewer))) {
        watched.get();
      }
    }
  }

  private static String newestTape(String playlist) {
    return playlist.lines().filter(line -> line.endsWith(".mp4")).toList().getLast();
  }

  /** The address under the stream's name leads to the recording's own. */
  private static String playlistUrl(LivetapeServer server) throws Exception {
    URI byName = URI.create(server.http("/live/live/show.m3u8"));
    try (HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build()) {
      HttpResponse<String> answer = Awaitility.await().atMost(LIMIT).ignoreExceptions()
          .until(() -> http.send(HttpRequest.newBuilder(byName).build(), BodyHandlers.ofString()), found -> found.statusCode() == 307);
      String url = byName.resolve(answer.headers().firstValue("location").orElseThrow()).toString();
      Awaitility.await().atMost(LIMIT).until(
          () -> http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).statusCode() == 200);
      return url;
    }
  }

  private static long segmentCount(String playlist) {
    return playlist.lines().filter(line -> line.startsWith("#EXTINF")).count();
  }

  private static String entries(String playlist) {
    int first = playlist.indexOf("#EXT-X-MAP");
    return first < 0 ? "" : playlist.substring(first);
  }
}
