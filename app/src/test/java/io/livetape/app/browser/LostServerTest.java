package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.tencentcloudapi.vod.v20180717.models.DeleteMediaRequest;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Sdk;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.DyingLink;
import io.livetape.testkit.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recordings that break off because their server is away, or their connection dead, go on where they were, as fast, and paused if they
 * were.
 */
@ExtendWith(InChromium.class)
class LostServerTest {
  private static final String TRYING = "The recording cannot be reached. Trying again …";

  @TempDir
  private Path folder;

  @Test
  void mp4_whoseServerStops_goesOnAtItsPlace_whenItIsBack(Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4")) {
      Encoders.ffmpeg(Noise.make(folder), server.pushUrl("show"));
      server.awaitFiles("show", 1);
      tab.open(Watch.file(server, "show", FileFormat.MP4));
      tab.player().awaitData().play(2).await("player.currentTime > 0.2");
      server.stop();
      seek(tab, 17);
      assertThat(message(tab)).hasText(TRYING);
      server.startAgain();

      tab.player().await("player.currentTime > 17.2 && !player.paused && player.playbackRate === 2");
      assertThat(message(tab)).isEmpty();
      tab.player().awaitEnd();
      tab.takeComplaints();
    }
  }

  @Test
  void mp4_thatIsPaused_staysSo_andOneThatIsDeletedMeanwhile_isSaidToBe(Tab tab) throws Exception {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4")) {
      Encoders.ffmpeg(Noise.make(folder), server.pushUrl("show"));
      String fileId = server.awaitFiles("show", 1).getFirst().fileId();
      tab.open(server.http("/embed/" + fileId));
      tab.player().awaitData();
      server.stop();
      seek(tab, 12);
      assertThat(message(tab)).hasText(TRYING);
      server.startAgain();
      tab.player().await("!player.seeking && player.readyState >= player.HAVE_CURRENT_DATA");
      assertThat(tab.player().seconds()).isEqualTo(12);
      assertThat(tab.page().evaluate("() => look.element().paused")).isEqualTo(true);
      assertThat(message(tab)).isEmpty();

      server.stop();
      seek(tab, 18);
      assertThat(message(tab)).hasText(TRYING);
      server.startAgain();
      DeleteMediaRequest request = new DeleteMediaRequest();
      request.setFileId(fileId);
      Sdk.vod(server).DeleteMedia(request);
      assertThat(message(tab)).hasText("There is no such recording. It may have been deleted.");
      tab.takeComplaints();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 11})
  void flv_whoseServerStops_goesOnAtItsPlace_whenItIsBack(double place, Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=flv")) {
      Encoders.ffmpeg(Noise.make(folder), server.pushUrl("show"));
      server.awaitFiles("show", 1);
      CDPSession devTools = tab.page().context().newCDPSession(tab.page());
      slow(devTools, 3_000_000);
      tab.open(Watch.file(server, "show", FileFormat.FLV));
      tab.player().awaitData();
      tab.page().evaluate("place => { look.element().currentTime = place; }", place);
      tab.player().play().await("!player.seeking && player.currentTime > " + place);
      server.stop();
      assertThat(message(tab)).hasText(TRYING);
      double brokenAt = tab.player().seconds();
      slow(devTools, -1);
      server.startAgain();

      tab.player().await("!player.paused && player.currentTime > " + (brokenAt + 1) + " && player.currentTime < player.duration - 1");
      assertThat(message(tab)).isEmpty();
      tab.player().awaitEnd();
      tab.takeComplaints();
    }
  }

  /** As where a phone changes its network, or a router forgets: nobody is told that nothing will come. */
  @ParameterizedTest
  @EnumSource(names = {"MP4", "HLS", "FLV", "AAC"})
  void recording_whoseConnectionDies_goesOnAtItsPlace(FileFormat format, Tab tab) throws Exception {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=" + format.name().toLowerCase(Locale.ROOT));
        DyingLink link = DyingLink.to(server.httpPort())) {
      boolean sound = format == FileFormat.AAC;
      Encoders.ffmpeg(sound ? Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(30))) : Noise.make(folder), server.pushUrl("show"));
      String fileId = server.awaitFiles("show", 1).getFirst().fileId();
      CDPSession devTools = tab.page().context().newCDPSession(tab.page());
      slow(devTools, sound ? 20_000 : 3_000_000);
      tab.open("http://127.0.0.1:" + link.port() + "/embed/" + fileId);
      tab.player().awaitData().play(2).await("player.currentTime > 0.2");
      link.die();
      tab.player().await("player.readyState < player.HAVE_FUTURE_DATA");
      double stuckAt = tab.player().seconds();
      assertThat(stuckAt).isLessThan(15);
      slow(devTools, -1);

      tab.player().await("!player.paused && player.playbackRate === 2 && player.currentTime > " + (stuckAt + 1));
      tab.player().awaitEnd();
      assertThat(message(tab)).isEmpty();
    }
  }

  @Test
  void aac_whoseServerStops_goesOnAtItsPlace_whenItIsBack(Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=aac")) {
      Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(200))), server.pushUrl("show"));
      server.awaitFiles("show", 1);
      CDPSession devTools = tab.page().context().newCDPSession(tab.page());
      slow(devTools, 20_000);
      tab.open(Watch.file(server, "show", FileFormat.AAC));
      tab.player().awaitData().play().await("player.currentTime > 0.5");
      server.stop();
      seek(tab, 190);
      assertThat(message(tab)).hasText(TRYING);
      slow(devTools, -1);
      server.startAgain();

      tab.player().await("!player.paused && player.currentTime > 190.5");
      assertThat(message(tab)).isEmpty();
      tab.takeComplaints();
    }
  }

  @Test
  void fileInTheConsole_whoseServerStops_goesOnAtItsPlace_whenItIsBack(Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4")) {
      Encoders.ffmpeg(Noise.make(folder), server.pushUrl("show"));
      String fileId = server.awaitFiles("show", 1).getFirst().fileId();
      ConsoleTab.signedIn(tab, server, "files/" + fileId);
      tab.player().awaitData().play().await("player.currentTime > 0.2");
      Locator message = tab.page().locator(".file-screen .message");
      server.stop();
      seek(tab, 17);
      assertThat(message).hasText(TRYING);
      server.startAgain();

      tab.player().await("player.currentTime > 17.2 && !player.paused");
      assertThat(message).isEmpty();
      tab.takeComplaints();
    }
  }

  /** From now on so many bytes come in a second, -1 for all; not all of a recording is there when its server goes. */
  private static void slow(CDPSession devTools, int bytesPerSecond) {
    devTools.send("Network.enable");
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", bytesPerSecond);
    conditions.addProperty("uploadThroughput", -1);
    devTools.send("Network.emulateNetworkConditions", conditions);
  }

  private static Locator message(Tab tab) {
    return tab.page().locator("#screen .message");
  }

  private static void seek(Tab tab, int seconds) {
    tab.page().evaluate("seconds => { look.element().currentTime = seconds; }", seconds);
  }
}
