package io.livetape.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.testkit.Clip.Audio;
import io.livetape.testkit.Clip.Container;
import io.livetape.testkit.Clip.Video;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class FfmpegTest {
  private static final Clip CLIP = Clip.h264Aac(Duration.ofSeconds(4));
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir
  private Path folder;

  @BeforeAll
  static void witnesses() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE, Witness.MEDIAINFO);
  }

  @Test
  void clip_made_isAsOrderedForBothWitnesses() {
    Path file = Ffmpeg.make(CLIP);
    Probe probe = Probe.of(file);
    MediaInfo mediaInfo = MediaInfo.of(file);

    assertThat(probe.durationSeconds()).isCloseTo(4, within(0.1));
    assertThat(probe.video()).extracting(Probe.Stream::codec, Probe.Stream::width, Probe.Stream::height).containsExactly("h264", 320, 180);
    assertThat(probe.audio().codec()).isEqualTo("aac");
    assertThat(mediaInfo.durationSeconds()).isCloseTo(4, within(0.1));
    assertThat(mediaInfo.video().path("Format").asText()).isEqualTo("AVC");
    assertThat(mediaInfo.damaged()).isFalse();
    assertThat(probe.video().json().path("has_b_frames").asInt()).isEqualTo(2);
    assertThat(keyFrameTimes(file)).containsExactly("0.000000", "2.000000");
    assertThat(Ffmpeg.make(CLIP)).isEqualTo(file);
  }

  @ParameterizedTest
  @CsvSource({"H265, AAC, hevc, aac", "AV1, OPUS, av1, opus", "VP9, OPUS, vp9, opus", "NONE, AAC, , aac", "H264, NONE, h264, "})
  void clip_ofOtherCodecs_hasThem(Video video, Audio audio, String videoCodec, String audioCodec) {
    Probe probe = Probe.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)).with(video).with(audio)));

    assertThat(probe.streams().stream().map(Probe.Stream::codec)).containsExactlyElementsOf(
        java.util.stream.Stream.of(videoCodec, audioCodec).filter(codec -> codec != null).toList());
  }

  @Test
  void push_toAFile_carriesEveryPacket() {
    Path source = Ffmpeg.make(CLIP);
    Path copy = folder.resolve("copy.flv");

    try (ToolProcess push = Ffmpeg.push(source, copy.toString(), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
      assertThat(push.await(LIMIT).status()).isZero();
    }

    PacketHashes.of(copy).assertSameAs(PacketHashes.of(source));
    assertThat(PacketHashes.of(source).video()).hasSize(100);
  }

  @Test
  void hashes_ofAdts_areThoseOfTheOtherContainers() {
    Path source = Ffmpeg.make(CLIP.with(Container.FLV).with(Video.NONE));
    Path adts = folder.resolve("sound.aac");
    Ffmpeg.run(LIMIT, List.of("-i", source.toString(), "-c", "copy", adts.toString()));

    PacketHashes.ofAdts(adts).assertSameAs(PacketHashes.of(source));
  }

  @Test
  void push_inRealTime_isPacedAndEndsWhenStopped() {
    Path copy = folder.resolve("copy.flv");

    try (ToolProcess push = Ffmpeg.pushForEver(Ffmpeg.make(CLIP), copy.toString(), LIMIT)) {
      Awaitility.await().atMost(LIMIT).until(() -> Files.exists(copy));
      assertThat(push.alive()).isTrue();
      push.stop();
      assertThat(push.alive()).isFalse();
    }
  }

  @Test
  void push_beyondItsLimit_isKilled() {
    try (ToolProcess push = Ffmpeg.pushForEver(Ffmpeg.make(CLIP), folder.resolve("x.flv").toString(), Duration.ofMillis(300))) {
      assertThat(push.await(LIMIT).status()).isNotZero();
    }
  }

  private static List<String> keyFrameTimes(Path file) {
    return ToolProcess.run(LIMIT, List.of(Witness.FFPROBE.path().toString(), "-v", "error", "-select_streams", "v", "-skip_frame", "nokey",
        "-show_entries", "frame=pts_time", "-of", "csv=p=0", file.toString())).lines()
        .map(line -> line.replace(",", "")).filter(line -> !line.isEmpty()).toList();
  }
}
