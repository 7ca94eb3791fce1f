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

/** A publisher that dies ends its files, whole as far as they go; when it comes back, others begin. */
class BrokenPushTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void publisher_killedAndBack_leavesTwoRecordings() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(6)));
    try (CallbackReceiver receiver = CallbackReceiver.start();
        LivetapeServer server = LivetapeServer.start("recording.formats=mp4,hls,flv", "callback.url=" + receiver.url())) {
      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        // Half a second of media has come when the first fragments of all files lie in the spool.
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50))
            .until(() -> server.metric("livetape_record_written_bytes_total") > 60_000);
        push.kill();
      }
      List<RecordedFile> broken = server.awaitFiles("show", 3);
      Encoders.ffmpeg(source, server.pushUrl("show"));
      List<RecordedFile> all = server.awaitFiles("show", 6);

      PacketHashes pushed = PacketHashes.of(source);
      assertThat(broken).extracting(RecordedFile::format)
          .containsExactlyInAnyOrder(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV);
      assertThat(broken).allSatisfy(file -> {
        PacketHashes found = PacketHashes.of(server.url(file));
        found.assertBeginningOf(pushed);
        assertThat(found.video()).hasSizeGreaterThan(10);
        assertThat(Decoding.complaints(server.url(file))).isEmpty();
        assertThat(file.recovered()).isFalse();
      });
      assertThat(all).hasSize(6).filteredOn(file -> !broken.contains(file))
          .allSatisfy(file -> PacketHashes.of(server.url(file)).assertSameAs(pushed));
      assertThat(all).extracting(file -> file.origin().pushSequence()).containsOnly(
          broken.getFirst().origin().pushSequence(), all.getLast().origin().pushSequence());
      receiver.await(requests -> receiver.events(0).size() == 2, LIMIT);
      assertThat(receiver.events(0)).extracting(event -> event.path("errcode").asInt()).satisfiesExactly(
          first -> assertThat(first).isIn(3, 4), second -> assertThat(second).isEqualTo(1));
    }
  }
}
