package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.MediaInfo;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At a change of resolution or codec MP4 begins another file, HLS goes on with a discontinuity and FLV with another sequence header. */
class FormatChangeTest {
  private static final long FIRST_MS = 4000;
  /** Two pictures that reordering moves, and what a frame of sound reaches over. */
  private static final long FRAMES_MS = 105;
  @AutoClose
  private static LivetapeServer server;
  private static Path small;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE, Witness.MEDIAINFO);
    small = Ffmpeg.make(clip());
    server = LivetapeServer.start("recording.formats=mp4,hls,flv");
  }

  @Test
  void resolution_changingInMidPush_losesNothing() throws Exception {
    check("size", Ffmpeg.make(clip().withSize(640, 360)));

    List<RecordedFile> mp4s = server.data().files("size", FileFormat.MP4);
    assertThat(mp4s).extracting(file -> file.content().width()).containsExactly(320, 640);
    assertThat(mp4s).extracting(file -> Probe.of(server.url(file)).video().width()).containsExactly(320, 640);
    assertThat(server.data().files("size", FileFormat.FLV).getFirst().content().width()).isEqualTo(640);
  }

  @Test
  void codec_changingInMidPush_losesNothing() throws Exception {
    check("codec", Ffmpeg.make(clip().with(Clip.Video.H265)));

    assertThat(server.data().files("codec", FileFormat.MP4)).extracting(file -> file.content().videoCodec())
        .containsExactly("h264", "h265");
  }

  @Test
  void sampleRate_changingInMidPush_losesNothing() throws Exception {
    check("rate", Ffmpeg.make(clip().withAudio(48_000, 1)));

    assertThat(server.data().files("rate", FileFormat.MP4))
        .extracting(file -> Probe.of(server.url(file)).audio().json().path("sample_rate").asText()).containsExactly("44100", "48000");
  }

  @Test
  void parameterSets_changingAtTheSameSize_losesNothing() throws Exception {
    check("parameters", Encoders.withOtherParameters(small, folder));

    List<RecordedFile> mp4s = server.data().files("parameters", FileFormat.MP4);
    assertThat(mp4s).extracting(file -> Probe.of(server.url(file)).video().json().path("level").asInt()).containsExactly(13, 41);
    assertThat(mp4s).extracting(file -> file.content().width()).containsExactly(320, 320);
  }

  @Test
  void reordering_beginningInMidPush_losesNothing() throws Exception {
    check("reordering", Ffmpeg.make(clip().withFrames(25, Duration.ofSeconds(2), 2)));

    assertThat(server.data().files("reordering", FileFormat.MP4)).hasSize(2);
  }

  @Test
  void channelCount_changingInMidPush_losesNothing() throws Exception {
    check("channels", Ffmpeg.make(clip().withAudio(44_100, 1)));

    assertThat(server.data().files("channels", FileFormat.MP4))
        .extracting(file -> Probe.of(server.url(file)).audio().json().path("channels").asInt()).containsExactly(2, 1);
  }

  @Test
  void soundCodec_changingInMidPush_losesNothing() throws Exception {
    check("opus", Ffmpeg.make(clip().with(Clip.Audio.OPUS)));

    assertThat(server.data().files("opus", FileFormat.MP4)).extracting(file -> Probe.of(server.url(file)).audio().codec())
        .containsExactly("aac", "opus");
  }

  /** A phone that is turned and turned back. */
  @Test
  void picture_turnedThereAndBack_losesNothing() throws Exception {
    check("turned", Ffmpeg.make(clip().withSize(180, 320)), small);

    assertThat(server.data().files("turned", FileFormat.MP4)).extracting(file -> Probe.of(server.url(file)).video().height())
        .containsExactly(180, 320, 180);
  }

  @Test
  void sameConfiguration_sentAgain_changesNothing() {
    Broadcast.of(small).then(Broadcast.of(small), FIRST_MS).push(server.pushUrl("same"));
    List<RecordedFile> files = server.awaitFiles("same", 3);

    PacketHashes source = PacketHashes.of(small);
    assertThat(files).hasSize(3).allSatisfy(file -> PacketHashes.of(server.url(file)).assertSameAs(source.then(source)));
  }

  private void check(String stream, Path... changed) throws Exception {
    Broadcast broadcast = Broadcast.of(small);
    PacketHashes all = PacketHashes.of(small);
    for (int i = 0; i < changed.length; i++) {
      broadcast = broadcast.then(Broadcast.of(changed[i]), (i + 1) * FIRST_MS);
      all = all.then(PacketHashes.of(changed[i]));
    }
    broadcast.push(server.pushUrl(stream));
    server.awaitFiles(stream, changed.length + 3);
    check(stream, all, (changed.length + 1) * FIRST_MS);
  }

  private void check(String stream, PacketHashes all, long lengthMs) throws Exception {
    List<RecordedFile> mp4s = server.data().files(stream, FileFormat.MP4);
    RecordedFile hls = server.data().files(stream, FileFormat.HLS).getFirst();
    RecordedFile flv = server.data().files(stream, FileFormat.FLV).getFirst();

    mp4s.stream().map(file -> PacketHashes.of(server.url(file))).reduce(PacketHashes::then).orElseThrow().assertSameAs(all);
    assertThat(mp4s.stream().mapToLong(file -> file.content().durationMs()).sum()).isCloseTo(lengthMs, within(FRAMES_MS));
    assertThat(mp4s).allSatisfy(file -> {
      Probe probe = Probe.of(server.url(file));
      assertThat(probe.streams()).hasSize(2);
      assertThat(probe.startSeconds()).isCloseTo(0, within(0.1));
      assertThat(probe.durationSeconds() * 1000).isCloseTo(file.content().durationMs(), within((double) FRAMES_MS));
      assertThat(Decoding.complaints(server.url(file))).isEmpty();
      assertThat(MediaInfo.of(server.data().path(file)).damaged()).isFalse();
    });
    Downloaded.hls(folder, server.url(hls)).assertSameAs(all);
    assertThat(hls.blobKeys()).containsExactlyElementsOf(mp4s.stream().map(RecordedFile::blobKey).toList());
    String playlist = server.get(server.url(hls));
    assertThat(playlist.lines().filter(line -> line.startsWith("#EXT-X-MAP"))).hasSameSizeAs(mp4s);
    assertThat(playlist.lines().filter(line -> line.equals("#EXT-X-DISCONTINUITY"))).hasSize(mp4s.size() - 1);
    FlvFile.hashes(server.data().path(flv)).assertSameAs(all);
    assertThat(FlvFile.configCount(server.data().path(flv), "video") + FlvFile.configCount(server.data().path(flv), "audio"))
        .isBetween(mp4s.size() + 1, 2 * mp4s.size());
  }

  private static Clip clip() {
    return Clip.h264Aac(Duration.ofMillis(FIRST_MS)).withFrames(25, Duration.ofSeconds(2), 0);
  }
}
