package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A server that is told to stop ends pushes, finishes their files, delivers the events and ends with status 0. */
class StopTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void stop_inMidPush_finishesAndAnnouncesEverything() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(6)));
    try (CallbackReceiver receiver = CallbackReceiver.start();
        LivetapeServer server = LivetapeServer.startProcess(
            "recording.formats=mp4,hls,flv,aac", "recording.interval=2", "callback.url=" + receiver.url());
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> server.data().files("show").size() >= 3);
      String said = server.stop();

      List<RecordedFile> files = server.data().files("show");
      assertThat(said).containsOnlyOnce("admin password: ").contains("rtmp://127.0.0.1:" + server.rtmpPort() + "/live/");
      assertThat(push.await(LIMIT).status()).isNotZero();
      assertThat(files).hasSize(7).noneMatch(RecordedFile::recovered);
      assertThat(server.data().openFileIds()).isEmpty();
      assertThat(server.data().spool()).isEmpty();
      assertThat(receiver.events(100)).extracting(event -> event.path("file_id").asText())
          .containsExactlyInAnyOrderElementsOf(files.stream().map(RecordedFile::fileId).toList());
      assertThat(receiver.events(0)).extracting(event -> event.path("errcode").asInt()).containsExactly(10);
      assertThat(server.data().eventCount("DELIVERED")).isEqualTo(receiver.received().size());

      server.startAgain();
      checkPlayable(server, source);
      assertThat(server.stop()).doesNotContain("admin password");
    }
  }

  private static void checkPlayable(LivetapeServer server, Path source) {
    for (RecordedFile file : server.data().files("show")) {
      assertThat(Decoding.complaints(server.url(file)).replaceAll(".*duplicated MOOV.*|.*Last message repeated.*", "").strip()).isEmpty();
    }
    server.data().files("show", FileFormat.MP4).stream().map(file -> PacketHashes.of(server.url(file)))
        .reduce(PacketHashes::then).orElseThrow().assertBeginningOf(PacketHashes.of(source));
  }
}
