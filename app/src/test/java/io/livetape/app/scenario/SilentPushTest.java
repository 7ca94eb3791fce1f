package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.rtmp.RtmpPublisher;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A publisher that stays connected and sends nothing more is let go after the configured time, and its files end. */
class SilentPushTest {
  @Test
  void publisher_thatFallsSilent_isLetGoAndItsFilesEnd() throws IOException {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    Broadcast broadcast = Broadcast.of(source);
    try (CallbackReceiver receiver = CallbackReceiver.start();
        LivetapeServer server = LivetapeServer.start("recording.formats=mp4,hls", "rtmp.idle-timeout=1", "callback.url=" + receiver.url());
        RtmpPublisher publisher = RtmpPublisher.connect(server.pushUrl("show"))) {
      broadcast.send(publisher);

      assertThat(server.awaitFiles("show", 2)).hasSize(2)
          .allSatisfy(file -> PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(source)));
      receiver.await(all -> !receiver.events(0).isEmpty(), LivetapeServer.PATIENCE);
      assertThat(receiver.events(0).getFirst().path("errcode").asInt()).isEqualTo(8);
      assertThat(server.metric("livetape_rtmp_closed_total{reason=\"idle\"}")).isEqualTo(1);
    }
  }
}
