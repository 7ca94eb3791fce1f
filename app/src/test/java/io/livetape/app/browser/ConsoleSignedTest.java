package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages of the console that play recordings of a stream, where those need a signature. */
@ExtendWith(InChromium.class)
class ConsoleSignedTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  @AutoClose
  private static LivetapeServer server;
  private static Path clip;

  @BeforeAll
  static void record() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.time-zone=UTC",
        "play.key=abcdefgh12345678");
    Encoders.ffmpegInRealTime(clip, server.pushUrl("show"));
    server.awaitFiles("show", 2);
  }

  @Test
  void window_plays_isDownloaded_shared_andMadeAFile(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show");
    console.button("What there is").click();
    tab.page().locator(".happened li").filter(new Locator.FilterOptions().setHasText("Recorded")).first()
        .getByRole(AriaRole.BUTTON).click();
    console.button("Play the window").click();
    tab.player().awaitReady();
    tab.player().await("player.currentTime > 0.5");
    assertThat(tab.page().request().get(server.http(tab.page().getByText("Download as MP4").getAttribute("href"))).status())
        .isEqualTo(200);

    console.button("Share").click();
    console.button("Make addresses").click();
    assertThat(tab.page().getByRole(AriaRole.DIALOG)).containsText("Signed: whoever has them may watch until");
    String address = tab.page().getByLabel("Playlist for players").inputValue();
    assertThat(address).startsWith(server.http("/replay/live/show.m3u8?from=")).contains("&t=", "&sign=");
    assertThat(tab.page().request().get(address).status()).isEqualTo(200);
    console.look("timeline-share");
    tab.page().keyboard().press("Escape");
    assertThat(console.button("Share")).isFocused();

    console.button("Make a file of it").click();
    assertThat(tab.page().locator(".made a").nth(1)).isVisible();
    assertThat(tab.page().request().get(server.http(tab.page().locator(".made a").nth(1).getAttribute("href"))).status()).isEqualTo(200);
  }

  @Test
  void liveStreamThatTheBrowserCannotPlayAsItComes_isPlayedFromItsRecording(Tab tab) {
    tab.page().route("**/mpegts.js", Route::abort);
    try (ToolProcess _ = Ffmpeg.pushForEver(clip, server.pushUrl("now"), LIMIT)) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
      // A player that begins before the recording does has nothing but the stream.
      assertThat(tab.page().getByRole(AriaRole.ROW).last()).containsText("HLS");
      console.link("now").click();
      tab.player().await("player && player.currentTime > 0 && !player.paused");
      assertThat(tab.requests()).anyMatch(address -> address.contains("/live/live/now.m3u8?t="));
    }
    tab.takeComplaints();
  }
}
