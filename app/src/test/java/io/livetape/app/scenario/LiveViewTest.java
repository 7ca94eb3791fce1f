package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A viewer who joins a live stream by HTTP-FLV or RTMP gets it from a key frame on, without a hole, to its end. */
class LiveViewTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void viewers_joiningInMidPush_getEverythingFromAKeyFrameOn() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(8)).withFrames(25, Duration.ofSeconds(1), 2));
    PacketHashes pushed = PacketHashes.of(source);
    Timing times = Timing.of(source);
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4");
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20))
          .until(() -> server.metric("livetape_rtmp_received_bytes_total") > 60_000);
      List<CompletableFuture<PacketHashes>> viewers = List.of(
          watch(server.http("/live/live/show.flv")), watch("rtmp://127.0.0.1:" + server.rtmpPort() + "/live/show"));
      Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> server.metric("livetape_viewers") == 2);

      assertThat(push.await(LIMIT).status()).isZero();
      for (CompletableFuture<PacketHashes> viewer : viewers) {
        PacketHashes seen = viewer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        int first = pushed.video().indexOf(seen.video().getFirst());
        assertThat(first).isPositive();
        assertThat(times.video().get(first).key()).isTrue();
        seen.assertRunOf(pushed);
        assertThat(seen.video().getLast()).isEqualTo(pushed.video().getLast());
        assertThat(seen.audio().getLast()).isEqualTo(pushed.audio().getLast());
      }
      RecordedFile file = server.awaitFiles("show", 1).getFirst();
      PacketHashes.of(server.url(file)).assertSameAs(pushed);
      Awaitility.await().atMost(LIMIT).until(() -> server.metric("livetape_viewers") == 0);
    }
  }

  @Test
  void viewer_thatLeaves_isNotMissed() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4,flv");
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> server.metric("livetape_streams_live") == 1);
      for (String url : List.of(server.http("/live/live/show.flv"), "rtmp://127.0.0.1:" + server.rtmpPort() + "/live/show")) {
        try (ToolProcess viewer = Ffmpeg.start(LIMIT, List.of("-i", url, "-f", "null", "-"))) {
          Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> server.metric("livetape_viewers") == 1);
          viewer.kill();
        }
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> server.metric("livetape_viewers") == 0);
      }
      assertThat(push.await(LIMIT).status()).isZero();

      assertThat(server.awaitFiles("show", 2))
          .allSatisfy(file -> PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(source)));
    }
  }

  private static CompletableFuture<PacketHashes> watch(String url) {
    return CompletableFuture.supplyAsync(() -> PacketHashes.of(url), Thread::startVirtualThread);
  }
}
