package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.rtmp.PublishRefusedException;
import io.livetape.rtmp.RtmpPublisher;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second push under a name that is live is refused or takes over, as configured; what was recorded of either is whole. */
class SameNameTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CallbackReceiver receiver = CallbackReceiver.start();
  private Path first;
  private Path second;

  @BeforeEach
  void makeClips() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    first = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    second = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3)).withSize(640, 360));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void secondPush_byDefault_isRefusedAndTheFirstGoesOn() {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4,flv", "callback.url=" + receiver.url());
        ToolProcess push = Ffmpeg.push(first, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      awaitLive(server);
      PublishRefusedException refusal = catchThrowableOfType(
          PublishRefusedException.class, () -> RtmpPublisher.connect(server.pushUrl("show")).close());

      assertThat(refusal.code()).isEqualTo("NetStream.Publish.BadName");
      assertThat(refusal.description()).contains("(18/601)");
      assertThat(server.metric("livetape_rtmp_refused_total{reason=\"refused_already_live\"}")).isEqualTo(1);
      assertThat(push.await(LIMIT).status()).isZero();
      assertThat(server.awaitFiles("show", 2)).hasSize(2)
          .allSatisfy(file -> PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(first)));
      receiver.await(all -> !receiver.events(0).isEmpty(), LIMIT);
      assertThat(receiver.events(1)).hasSize(1);
    }
  }

  @Test
  void secondPush_whereConfigured_takesOverAndBothAreRecorded() {
    try (LivetapeServer server = LivetapeServer.start(
            "rtmp.same-name=take-over", "recording.formats=mp4,hls,flv", "callback.url=" + receiver.url());
        ToolProcess push = Ffmpeg.pushForEver(first, server.pushUrl("show"), LIMIT)) {
      awaitLive(server);
      Encoders.ffmpeg(second, server.pushUrl("show"));
      List<RecordedFile> files = server.awaitFiles("show", 6);

      assertThat(push.await(LIMIT).status()).isNotZero();
      assertThat(files).hasSize(6);
      List<RecordedFile> mp4s = server.data().files("show", FileFormat.MP4);
      PacketHashes.of(server.url(mp4s.getFirst())).assertBeginningOf(PacketHashes.of(first));
      files.stream().filter(file -> file.origin().pushSequence().equals(mp4s.getLast().origin().pushSequence()))
          .forEach(file -> PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(second)));
      receiver.await(all -> receiver.events(0).size() == 2, LIMIT);
      assertThat(receiver.events(0)).extracting(event -> event.path("errcode").asInt()).containsExactlyInAnyOrder(21, 1);
    }
  }

  private static void awaitLive(LivetapeServer server) {
    Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> !server.data().openFileIds().isEmpty());
  }
}
