package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
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
import org.junit.jupiter.params.provider.EnumSource;

/** FLV files, sound alone, other codecs; and what a page says of codecs that the browser does not know. */
@ExtendWith(InChromium.class)
class OtherFormatsTest {
  private static final Clip CLIP = Clip.h264Aac(Duration.ofSeconds(4));
  private static final Clip LONG = Clip.h264Aac(Duration.ofSeconds(60));
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", "recording.segment-target=1");
    Encoders.ffmpeg(Ffmpeg.make(CLIP), server.pushUrl("show"));
    Encoders.ffmpeg(Ffmpeg.make(LONG), server.pushUrl("long"));
    Broadcast.of(Ffmpeg.make(CLIP.with(Clip.Video.H265))).push(server.pushUrl("h265"));
    Broadcast.of(Ffmpeg.make(CLIP.with(Clip.Video.AV1).with(Clip.Audio.OPUS))).push(server.pushUrl("av1"));
    server.awaitFiles("show", 4);
    server.awaitFiles("long", 4);
    server.awaitFiles("h265", 4);
    server.awaitFiles("av1", 3);
  }

  @Test
  void flv_playedAndSought_showsEachFrameAtItsTime(Tab tab) {
    tab.open(Watch.file(server, "show", FileFormat.FLV));
    Player player = tab.player().awaitReady();

    for (int frame : new int[] {70, 10, 51}) {
      assertThat(player.seekFrame(frame).frameNumber()).isEqualTo(frame);
    }
    player.play().awaitEnd();
    assertThat(player.lengthSeconds()).isCloseTo(4, within(0.1));
    player.frames().from(3).assertAtTheirTimes(5, 0);
    assertThat(player.waits()).isEmpty();
  }

  /** What has not been loaded yet is found by the key frames in the metadata, also the first. */
  @Test
  void flv_soughtBeforeItIsLoaded_showsTheFrames(Tab tab) {
    slowly(tab, 300_000); // ten times its rate
    tab.open(Watch.file(server, "long", FileFormat.FLV));
    Player player = tab.player().awaitReady();

    for (int frame : new int[] {1380, 30, 700, 1480, 10}) {
      assertThat(player.seekFrame(frame).frameNumber()).isEqualTo(frame);
    }
  }

  /** As where much comes at once: the rest, which is thrown away, does not end the recording. */
  @Test
  void flv_soughtWhenItIsLoaded_butNotTakenByTheBrowser_playsFromThere(Tab tab) {
    tab.page().addInitScript("""
        const { addEventListener, appendBuffer } = SourceBuffer.prototype;
        SourceBuffer.prototype.appendBuffer = function (data) {
          this.takes = true;
          appendBuffer.call(this, data);
        };
        SourceBuffer.prototype.addEventListener = function (name, listener) {
          addEventListener.call(this, name, (event) => {
            setTimeout(() => listener(event), this.takes ? 500 : 0);
            this.takes = false;
          });
        };
        """);
    tab.open(Watch.file(server, "long", FileFormat.FLV));
    Player player = tab.player().awaitReady();

    assertThat(player.number("look.element().buffered.end(0)")).isLessThan(50);
    player.seek(55).play().await("player.currentTime > 55.5");
    assertThat(player.seconds()).isLessThan(58);
    player.awaitEnd();
  }

  /** Back, of pictures so large that the player takes one at a time: none of a later time comes among them. */
  @Test
  void flv_soughtBackAndBackWhileItIsLoaded_playsFromThere(@TempDir Path folder, Tab tab) {
    Encoders.ffmpeg(Noise.make(folder), server.pushUrl("noise"));
    server.awaitFiles("noise", 3);
    slowly(tab, 3_000_000);
    tab.open(Watch.file(server, "noise", FileFormat.FLV));
    Player player = tab.player().awaitData();

    for (int second = 18; second > 1; second -= 2) {
      player.seek(second + 0.35);
      assertThat(player.lengthSeconds()).isCloseTo(20, within(0.2));
    }
    player.play().awaitEnd();
    assertThat(player.seconds()).isCloseTo(20, within(0.2));
  }

  /** So that most of it is not there when it is wanted. */
  private static void slowly(Tab tab, int bytesPerSecond) {
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", bytesPerSecond);
    conditions.addProperty("uploadThroughput", -1);
    CDPSession network = tab.page().context().newCDPSession(tab.page());
    network.send("Network.enable");
    network.send("Network.emulateNetworkConditions", conditions);
  }

  @Test
  void aac_playedAndSought_isHeardToItsEnd(Tab tab) {
    tab.open(Watch.file(server, "show", FileFormat.AAC));
    Player player = tab.player().awaitReady();

    assertThat(tab.page().locator("audio")).hasCount(1);
    player.play().await("player.currentTime > 0.3");
    player.seek(3.5).play().awaitEnd();
    assertThat(player.lengthSeconds()).isCloseTo(4, within(0.1));
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "HLS", "FLV"})
  void codecThatTheBrowserKnows_isPlayed(FileFormat format, Tab tab) {
    tab.open(Watch.file(server, "av1", format));
    Player player = tab.player().awaitReady();

    assertThat(player.seek(2.5).frameNumber()).isBetween(60, 63);
    assertThat(tab.page().locator(".message")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "HLS", "FLV"})
  void codecThatTheBrowserDoesNotKnow_isSaid(FileFormat format, Tab tab) {
    tab.open(Watch.file(server, "h265", format));

    assertThat(tab.page().locator(".message")).containsText("This browser cannot play H.265 and AAC.");
    assertThat(tab.page().locator("video")).isHidden();
  }
}
