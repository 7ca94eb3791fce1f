package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Locator;
import com.sun.net.httpserver.HttpServer;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The replay site as its viewers see it: a show comes live into the list, is watched, ends, and is there to be watched again. */
@ExtendWith(InChromium.class)
class SitePageTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void show_comesLiveIntoTheList_isWatched_andIsThereToBeWatchedAgain(Tab tab) {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(12)).withFrames(25, Duration.ofSeconds(1), 2));
    try (LivetapeServer server = LivetapeServer.start(
        "recording.formats=mp4,hls", "recording.segment-target=1", "cover.ffmpeg=ffmpeg")) {
      tab.open(server.http("/"));
      assertThat(tab.page().locator("h1")).hasText("Nothing has been shown here yet");

      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("evening"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        Locator live = tab.page().locator(".room");
        live.waitFor();
        assertThat(live).hasCount(1);
        assertThat(live.locator(".badge")).hasText("Live");
        live.locator("img.cover").waitFor();
        assertThat(live.locator("img.cover")).hasAttribute("src", Pattern.compile("/live/live/evening\\.jpg\\?at=\\d+"));
        assertPictured(live);
        live.locator(".picture").click();
        tab.player().await("player && player.currentTime > 1");
        assertThat(push.await(LIMIT).status()).isZero();
      }
      assertThat(tab.page().getByText("Not live now.")).isVisible();
      server.awaitFiles("evening", 2);

      tab.open(server.http("/"));
      Locator room = tab.page().locator(".room");
      assertThat(room).hasCount(1);
      assertThat(room.locator(".length")).hasText("0:12");
      room.locator("img.cover").waitFor();
      assertPictured(room);
      tab.page().locator(".search input").focus();
      tab.page().keyboard().type("eve");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator(".room")).hasCount(1);
      tab.page().locator(".picture").focus();
      tab.page().keyboard().press("Enter");
      tab.player().awaitReady();
      assertThat(tab.page()).hasURL(Watch.file(server, "evening", FileFormat.HLS));
    }
  }

  private static void assertPictured(Locator room) {
    assertThat((Boolean) room.locator("img.cover").evaluate(
        "async (picture) => { await picture.decode(); return picture.naturalWidth > 0; }")).isTrue();
  }

  @Test
  void player_inAnotherSitesPage_playsAndSeeks(Tab tab) throws Exception {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4")) {
      Ffmpeg.push(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("show"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT).await(LIMIT);
      String id = server.awaitFiles("show", 1).getFirst().fileId();
      HttpServer site = otherSite(server.http("/embed/" + id));
      try {
        tab.open("http://127.0.0.1:" + site.getAddress().getPort() + "/");
        Frame frame = tab.page().waitForSelector("iframe").contentFrame();
        frame.waitForFunction("() => document.querySelector('video')?.readyState >= 2");
        frame.evaluate("async () => { const player = document.querySelector('video'); player.muted = true; player.currentTime = 2; await player.play(); }");
        frame.waitForFunction("() => document.querySelector('video').currentTime > 2.2");
        assertThat(frame.locator("header")).hasCount(0);
        assertThat(frame.evaluate("() => document.documentElement.scrollHeight <= innerHeight")).isEqualTo(true);
      } finally {
        site.stop(0);
      }
    }
  }

  @Test
  void language_chosenOnAPage_holdsOnEveryPage_andInTheConsole(Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4")) {
      Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show"));
      String id = server.awaitFiles("show", 1).getFirst().fileId();
      tab.open(server.http("/watch/" + id + "?lang=en"));
      tab.page().getByText("中文").click();
      assertThat(tab.page().getByText("复制地址")).isVisible();
      assertThat(tab.page()).hasURL(server.http("/watch/" + id));
      tab.page().getByText("复制地址").click();
      assertThat(tab.page().locator("[data-copy]")).hasText("已复制");

      tab.page().getByText("该直播流的全部回放").click();
      assertThat(tab.page().getByText("当前未在直播。")).isVisible();
      tab.open(server.http("/console"));
      assertThat(tab.page().locator("html")).hasAttribute("lang", "zh");
      tab.open(server.http("/"));
      tab.page().getByText("English").click();
      assertThat(tab.page().locator("h2")).hasText("Recordings");
    }
  }

  @Test
  void show_watchedInChinese_becomesItsReplayInChinese(Tab tab) {
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(14)).withFrames(25, Duration.ofSeconds(1), 2));
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls", "recording.segment-target=1");
        ToolProcess push = Ffmpeg.push(source, server.pushUrl("evening"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      server.awaitPush();
      tab.open(Watch.stream(server, "evening") + "?lang=zh");
      tab.page().evaluate("() => { window.loadedOnce = true; }");
      assertThat(tab.page().locator(".badge")).hasText("直播中");
      tab.player().await("player && player.currentTime > 2 && look.seekable()[0][1] > 5.5");
      tab.page().getByText("从头播放").click();
      assertThat(tab.page().locator("[data-edge]")).hasText("回到直播");

      assertThat(push.await(LIMIT).status()).isZero();
      assertThat(tab.page().getByText("当前未在直播。")).isVisible();
      assertThat(tab.page().locator("#recordings h2")).hasText("回放");
      assertThat(tab.page().evaluate("() => window.loadedOnce")).isEqualTo(true);
    }
  }

  private static HttpServer otherSite(String embedded) throws Exception {
    HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = ("<!doctype html><html lang=en><title>News</title><link rel=icon href=data:,><iframe width=640 height=360 src=\"" + embedded
        + "\"></iframe>").getBytes(StandardCharsets.UTF_8);
    site.createContext("/", exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
      exchange.close();
    });
    site.start();
    return site;
  }
}
