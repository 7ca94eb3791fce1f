package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** hls.js plays HLS files over several tapes: every frame comes at its time, and nothing waits at a join. */
@ExtendWith(InChromium.class)
class HlsPlaybackTest {
  private static final int LENGTH_SECONDS = 5;
  private static final Clip CLIP = Clip.h264Aac(Duration.ofSeconds(LENGTH_SECONDS)).withFrames(25, Duration.ofSeconds(1), 2);
  private static final int SHORT_SECONDS = 3;
  private static final Clip SHORT = Clip.h264Aac(Duration.ofSeconds(SHORT_SECONDS)).withFrames(25, Duration.ofSeconds(1), 0);
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    // Cut every 2 s: three tapes.
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.interval=2", "recording.segment-target=1");
    Encoders.ffmpeg(Ffmpeg.make(CLIP), server.pushUrl("cut"));
    Encoders.ffmpeg(Ffmpeg.make(CLIP.with(Clip.Video.NONE)), server.pushUrl("sound"));
    Encoders.ffmpeg(Ffmpeg.make(CLIP.with(Clip.Audio.NONE)), server.pushUrl("silent"));
    server.awaitFiles("cut", 4);
    server.awaitFiles("sound", 4);
    server.awaitFiles("silent", 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "silent"})
  void hls_played_showsEachFrameAtItsTime(String stream, Tab tab) {
    tab.open(Watch.file(server, stream, FileFormat.HLS));
    Player player = tab.player().awaitReady().play(2).awaitEnd();

    assertThat(player.lengthSeconds()).isCloseTo(LENGTH_SECONDS, within(0.1));
    player.frames().assertAtTheirTimes(12, 0);
    assertThat(player.waits()).isEmpty();
  }

  @Test
  void hlsOfSeveralTapes_soughtForthAndBack_showsTheFrameOfThatTime(Tab tab) {
    tab.open(Watch.file(server, "cut", FileFormat.HLS));
    Player player = tab.player().awaitReady();

    assertThat(server.data().files("cut", FileFormat.HLS).getFirst().blobKeys()).hasSize(3);
    for (int frame : new int[] {0, 120, 49, 50, 51, 124, 99, 100, 1}) {
      assertThat(player.seekFrame(frame).frameNumber()).isEqualTo(frame);
    }
  }

  /** The first clip's sound ends later than its picture, as sound often does. */
  @ParameterizedTest
  @CsvSource({"size, 640", "turned, 180", "rate, 320", "channels, 320", "codec, 320", "parameters, 320"})
  void hlsAcrossAChangeOfFormat_played_goesOn(String change, int width, Tab tab, @TempDir Path folder) {
    Path first = Ffmpeg.make(SHORT);
    Path second = switch (change) {
      case "size" -> Ffmpeg.make(SHORT.withSize(640, 360));
      case "turned" -> Ffmpeg.make(SHORT.withSize(180, 320));
      case "rate" -> Ffmpeg.make(SHORT.withAudio(48_000, 2));
      case "channels" -> Ffmpeg.make(SHORT.withAudio(44_100, 1));
      case "codec" -> Ffmpeg.make(SHORT.with(Clip.Video.AV1));
      default -> Encoders.withOtherParameters(first, folder);
    };
    Broadcast.of(first).then(Broadcast.of(second), SHORT_SECONDS * 1000).push(server.pushUrl(change));
    server.awaitFiles(change, 3);
    tab.open(Watch.file(server, change, FileFormat.HLS));
    Player player = tab.player().awaitReady().play(2).awaitEnd();

    assertThat(player.lengthSeconds()).isCloseTo(2 * SHORT_SECONDS, within(0.1));
    assertThat(player.number("look.element().videoWidth")).isEqualTo(width);
    assertThat(player.waits()).isEmpty();
    // Each is read a moment after its time is known, and may be the next by then: the first clip's last frame could be the second's first.
    player.frames().until(SHORT_SECONDS - 0.1).assertAtTheirTimes(5, 0);
    player.frames().from(SHORT_SECONDS - 0.01).assertAtTheirTimes(5, SHORT_SECONDS);
  }

  @Test
  void hlsOverAnInterruption_played_goesOn(Tab tab) {
    try (LivetapeServer patient = LivetapeServer.start("recording.formats=hls", "recording.continuation=6", "recording.segment-target=1")) {
      Encoders.ffmpeg(Ffmpeg.make(CLIP), patient.pushUrl("show"));
      patient.awaitNoPush();
      Encoders.ffmpeg(Ffmpeg.make(CLIP), patient.pushUrl("show"));
      patient.awaitFiles("show", 1);
      tab.open(Watch.file(patient, "show", FileFormat.HLS));
      Player player = tab.player().awaitReady().play(2).awaitEnd();

      assertThat(patient.data().files("show").getFirst().blobKeys()).hasSize(2);
      assertThat(player.lengthSeconds()).isCloseTo(2 * LENGTH_SECONDS, within(0.2));
      assertThat(player.waits()).as("before the first picture, which is reordered").hasSizeLessThanOrEqualTo(1);
      player.frames().until(LENGTH_SECONDS - 0.1).assertAtTheirTimes(12, 0);
      player.frames().from(LENGTH_SECONDS + 0.2).assertAtTheirTimes(10, LENGTH_SECONDS + 0.08);
      assertThat(player.seekFrame(60).frameNumber()).isEqualTo(60);
    }
  }

  @Test
  void hlsOfAPictureThatStalls_played_goesOnWithTheSound(Tab tab) {
    Broadcast.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(8)).withFrames(25, Duration.ofSeconds(1), 0)))
        .only(message -> !message.video() || message.timestampMs() < 1500 || message.timestampMs() >= 7000).push(server.pushUrl("stalled"));
    server.awaitFiles("stalled", 2);
    tab.open(Watch.file(server, "stalled", FileFormat.HLS));
    Player player = tab.player().awaitReady().play(2).awaitEnd();

    assertThat(player.lengthSeconds()).isCloseTo(8, within(0.1));
    assertThat(player.waits()).isEmpty();
    player.frames().until(1.49).assertAtTheirTimes(5, 0);
    assertThat(player.frames().from(7).shown()).hasSizeGreaterThan(5);
  }

  @Test
  void hlsOfSoundAlone_played_runsToItsEnd(Tab tab) {
    tab.open(Watch.file(server, "sound", FileFormat.HLS));
    Player player = tab.player().awaitReady().play(4).awaitEnd();

    assertThat(player.lengthSeconds()).isCloseTo(LENGTH_SECONDS, within(0.1));
    assertThat(player.waits()).isEmpty();
    assertThat(tab.page().locator("audio").count()).isEqualTo(1);
  }
}
