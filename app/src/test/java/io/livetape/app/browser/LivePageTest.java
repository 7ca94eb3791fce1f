package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of a stream follows it from its first moments to its replay, without being loaded again. */
@ExtendWith(InChromium.class)
class LivePageTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Everything is done while it is live, also where a page takes seconds to come. */
  private static final int LENGTH_SECONDS = 15;

  /** The player keeps two segments of a second from the end of a playlist that is a segment behind; a slow machine adds to it. */
  private static final double BEHIND_MAX_SECONDS = 5;

  /** hls.js places a piece by whichever of its segments it loads first, and a loaded machine's is another. */
  private static final double JOIN_SECONDS = 0.3;

  @Test
  void page_ofALiveRecordedStream_playsNearTheEdgeAndBackToTheBeginningAndBecomesTheReplay(Tab tab) {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(LENGTH_SECONDS)).withFrames(25, Duration.ofSeconds(1), 2));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.interval=4");
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      server.awaitPush();
      tab.open(Watch.stream(server, "show"));
      tab.page().evaluate("() => { window.loadedOnce = true; }");
      Player player = tab.player().await("player && player.currentTime > 2");
      assertThat(behindSeconds(player)).isBetween(0.0, BEHIND_MAX_SECONDS);
      assertThat(button(tab, "Live")).hasAttribute("aria-pressed", "true");

      player.await("look.seekable()[0][1] > 5.5");
      int before = player.frames().shown().size();
      button(tab, "From the beginning").click();
      player.await("!player.seeking && look.frames.slice(" + before + ").some((frame) => frame.number < 25)");
      assertThat(button(tab, "Go to live")).hasAttribute("aria-pressed", "false");

      button(tab, "Go to live").click();
      player.await("!player.seeking && look.frames.at(-1).number > 75");
      assertThat(behindSeconds(player)).isBetween(0.0, BEHIND_MAX_SECONDS);
      assertThat(button(tab, "Live")).hasAttribute("aria-pressed", "true");

      assertThat(push.await(LIMIT).status()).isZero();
      assertThat(tab.page().getByText("Not live now.")).isVisible();
      assertThat(tab.page().locator(".badge")).hasCount(0);
      assertThat(tab.page().locator(".show li")).hasCount(server.awaitFiles("show", 4).size());
      player.awaitEnd();
      assertThat(player.lengthSeconds()).isCloseTo(LENGTH_SECONDS, within(0.1));
      player.await("look.number() === " + (LENGTH_SECONDS * Frames.PER_SECOND - 1));
      assertThat(tab.page().evaluate("() => window.loadedOnce")).isEqualTo(true);

      tab.page().reload();
      tab.player().awaitReady().seekFrame(110);
      assertThat(tab.player().frameNumber()).isEqualTo(110);
    }
  }

  @Test
  void page_ofAnInterruptedStream_isNotLive_andGoesOnWithThePublisher(Tab tab) {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(6)).withFrames(25, Duration.ofSeconds(1), 2));
    try (LivetapeServer server = LivetapeServer.start(
        "recording.formats=hls", "recording.continuation=20", "recording.segment-target=1")) {
      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        server.awaitPush();
        tab.open(Watch.stream(server, "show"));
        tab.page().evaluate("() => { window.loadedOnce = true; }");
        tab.player().await("player && player.currentTime > 1");
        assertThat(tab.page().locator(".badge")).hasText("Live");
        assertThat(push.await(LIMIT).status()).isZero();
      }
      tab.page().getByText("Interrupted: the recording goes on if the publisher returns by").waitFor();
      assertThat(tab.page().locator(".badge")).hasCount(0);
      tab.player().await("player.currentTime > 5");

      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        tab.page().locator(".badge").waitFor();
        tab.player().await("player.currentTime > 8 && !player.paused");
        assertThat(push.await(LIMIT).status()).isZero();
      }
      tab.page().getByText("Not live now.").waitFor();
      tab.player().awaitEnd();
      assertThat(tab.player().lengthSeconds()).isCloseTo(12, within(JOIN_SECONDS));
      assertThat(tab.player().frames().from(6.1).shown()).hasSizeGreaterThan(20);
      assertThat(server.data().files("show")).hasSize(1);
      assertThat(tab.page().evaluate("() => window.loadedOnce")).isEqualTo(true);
    }
  }

  @Test
  void page_ofALiveStreamWithoutHls_playsItAsFlvAndThenItsRecording(Tab tab) {
    int seconds = 8;
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(seconds)).withFrames(25, Duration.ofSeconds(1), 2));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4");
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      server.awaitPush();
      tab.open(Watch.stream(server, "show"));
      tab.page().evaluate("() => { window.loadedOnce = true; }");
      tab.player().await("player && player.currentTime > 1 && look.frames.length > 10");
      assertThat(tab.requests()).anyMatch(url -> url.endsWith("/live/live/show.flv"));

      assertThat(push.await(LIMIT).status()).isZero();
      assertThat(tab.page().getByText("Not live now.")).isVisible();
      assertThat(tab.player().frames().shown()).as("the last pictures are shown before the page changes")
          .anyMatch(frame -> frame.number() >= seconds * Frames.PER_SECOND - 10);
      tab.player().await("player.src.endsWith('/f0.mp4')").awaitReady();
      assertThat(tab.player().lengthSeconds()).isCloseTo(seconds, within(0.1));
      assertThat(server.data().files("show", FileFormat.MP4)).hasSize(1);
      assertThat(tab.page().evaluate("() => window.loadedOnce")).isEqualTo(true);
    }
  }

  @Test
  void page_ofAStreamThatIsLiveAgain_offersIt(Tab tab) {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls", "recording.segment-target=1")) {
      Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT).await(LIMIT);
      server.awaitFiles("show", 1);
      tab.page().clock().install();
      tab.open(Watch.stream(server, "show"));
      assertThat(tab.page().getByText("Not live now.")).isVisible();
      assertThat(tab.page().getByText("Live again: watch")).isHidden();

      try (ToolProcess push = Ffmpeg.pushForEver(source, server.pushUrl("show"), LIMIT)) {
        server.awaitPush();
        tab.page().clock().runFor(Duration.ofSeconds(11).toMillis());
        tab.page().getByText("Live again: watch").click();
        assertThat(tab.page().locator(".badge")).hasText("Live");
        push.stop();
      }
    }
  }

  /** How far the picture is behind what can be played. */
  private static double behindSeconds(Player player) {
    return player.number("look.seekable()[0][1] - look.element().currentTime");
  }

  private static Locator button(Tab tab, String text) {
    return tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
  }
}
