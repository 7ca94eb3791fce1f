package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GStreamer's rtmp2sink is recorded as whole as ffmpeg is. */
class GstreamerPushTest {
  /** Its muxer gives the first two sounds the same time, where RTMP has nothing before zero; the recorder puts them in a row. */
  private static final double AUDIO_FRAME_SECONDS = 1024 / 44_100.0;
  private static final double ROUNDING_SECONDS = 0.001;

  @TempDir
  private Path folder;

  @Test
  void push_byRtmp2sink_isRecordedWholeInEveryFormat() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE, Witness.GST_LAUNCH);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(6)).with(Clip.Container.FLV));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac")) {
      Path sent = folder.resolve("sent.flv");
      Encoders.gstreamer(source, server.pushUrl("show"), sent);
      List<RecordedFile> files = server.awaitFiles("show", 4);

      assertThat(files).extracting(RecordedFile::format).containsExactlyInAnyOrder(FileFormat.values());
      for (RecordedFile file : files) {
        check(server, file, source, sent);
      }
      assertThat(server.data().spool()).isEmpty();
    }
  }

  /** @param sent the same packets with the times that GStreamer gives them */
  private static void check(LivetapeServer server, RecordedFile file, Path source, Path sent) {
    PacketHashes expected = PacketHashes.of(source);
    if (file.format() == FileFormat.AAC) {
      assertThat(PacketHashes.ofAdts(server.url(file)).audio()).isEqualTo(expected.audio());
    } else {
      PacketHashes.of(server.url(file)).assertSameAs(expected);
      Timing.of(server.url(file)).assertSameAs(Timing.of(sent), AUDIO_FRAME_SECONDS + ROUNDING_SECONDS);
    }
    assertThat(file.content().durationMs()).isCloseTo(6000, within(60L));
  }
}
