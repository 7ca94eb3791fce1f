package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Clip.Audio;
import io.livetape.testkit.Clip.Video;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.MediaInfo;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** H.265, AV1, VP9 and Opus come by Enhanced RTMP and are recorded as they come. */
class OtherCodecsTest {
  private static final double ROUNDING_SECONDS = 0.002;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE, Witness.MEDIAINFO);
    server = LivetapeServer.start("recording.formats=mp4,hls,flv");
  }

  @ParameterizedTest
  @CsvSource({"H264, OPUS", "H265, AAC", "H265, OPUS", "AV1, AAC", "AV1, OPUS", "VP9, AAC", "VP9, OPUS"})
  void push_ofTheseCodecs_isRecordedWholeInEveryFormat(Video video, Audio audio) {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)).with(video).with(audio));
    String stream = video + "-" + audio;
    Broadcast.of(source).push(server.pushUrl(stream));
    server.awaitFiles(stream, 3);

    for (FileFormat format : new FileFormat[] {FileFormat.MP4, FileFormat.HLS}) {
      RecordedFile file = server.data().files(stream, format).getFirst();
      PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(source));
      Timing.of(server.url(file)).assertSameAs(Timing.of(source), ROUNDING_SECONDS);
      assertThat(Decoding.complaints(server.url(file))).isEmpty();
      assertThat(file.content().videoCodec()).isEqualTo(video.name().toLowerCase(Locale.ROOT));
      assertThat(file.content().audioCodec()).isEqualTo(audio.name().toLowerCase(Locale.ROOT));
    }
    RecordedFile flv = server.data().files(stream, FileFormat.FLV).getFirst();
    FlvFile.hashes(server.data().path(flv)).assertSameAs(PacketHashes.of(source));
    RecordedFile mp4 = server.data().files(stream, FileFormat.MP4).getFirst();
    assertThat(Probe.of(server.url(mp4)).video().width()).isEqualTo(320);
    MediaInfo info = MediaInfo.of(server.data().path(mp4));
    assertThat(info.video().path("Format")).isEqualTo(MediaInfo.of(source).video().path("Format"));
    assertThat(info.audio().path("Format")).isEqualTo(MediaInfo.of(source).audio().path("Format"));
    assertThat(info.damaged()).isFalse();
  }
}
