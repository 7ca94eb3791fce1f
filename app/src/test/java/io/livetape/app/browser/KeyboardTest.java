package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything can be done without a mouse, and what has the focus shows it; addresses are copied with and without HTTPS. */
@ExtendWith(InChromium.class)
class KeyboardTest {
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4,hls");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("show"));
    server.awaitFiles("show", 2);
  }

  @Test
  void homeThatLists_byKeyboard_leadsToAShow(Tab tab) {
    tab.open(server.http("/"));
    press(tab, "Tab", "Tab", "Tab");
    tab.page().keyboard().type("sho");
    press(tab, "Enter");
    assertThat(tab.page()).hasURL(server.http("/?q=sho"));
    press(tab, "Tab", "Tab", "Tab", "Tab", "Tab");
    assertThat(tab.page().locator(":focus-visible .name")).hasText("show");
    press(tab, "Enter");
    assertThat(tab.page()).hasURL(Watch.file(server, "show", FileFormat.HLS));
  }

  @Test
  void homeThatListsNothing_byKeyboard_leadsToAStreamAndToAFile(Tab tab) {
    try (LivetapeServer closed = LivetapeServer.start("site.list=false")) {
      tab.open(closed.http("/"));
      press(tab, "Tab", "Tab", "Tab");
      tab.page().keyboard().type("show");
      press(tab, "Enter");
      assertThat(tab.page()).hasURL(Watch.stream(closed, "show"));
      assertThat(tab.page().locator("h1")).hasText("Nothing here");

      tab.open(closed.http("/"));
      press(tab, "Tab", "Tab", "Tab");
      tab.page().keyboard().type("71");
      press(tab, "Tab", "Enter");
      assertThat(tab.page()).hasURL(closed.http("/watch/71"));
      tab.takeComplaints();
    }
  }

  @Test
  void file_byKeyboard_isPlayedAndLeft(Tab tab) {
    tab.open(Watch.file(server, "show", FileFormat.MP4));
    tab.player().awaitReady();
    press(tab, "Tab");
    assertFocus(tab, "Livetape");
    press(tab, "Tab");
    assertFocus(tab, "中文");
    press(tab, "Tab");
    assertThat(tab.page().evaluate("() => document.activeElement.localName")).isEqualTo("video");
    press(tab, " ");
    tab.player().await("!player.paused && player.currentTime > 0");
    press(tab, " ");
    tab.player().await("player.paused");

    tab.page().locator("text=Download").focus();
    for (String text : List.of("Copy address", "All recordings of this stream", "HLS")) {
      press(tab, "Tab");
      assertFocus(tab, text);
    }
    press(tab, "Enter");
    assertThat(tab.page()).hasURL(Watch.file(server, "show", FileFormat.HLS));
  }

  @Test
  void address_copied_isOnTheClipboard(Tab tab) {
    tab.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    tab.open(Watch.file(server, "show", FileFormat.MP4));
    tab.page().locator("[data-copy]").focus();
    press(tab, "Enter");

    assertThat(tab.page().locator("[data-copy]")).hasText("Copied");
    assertThat(tab.page().evaluate("() => navigator.clipboard.readText()"))
        .isEqualTo(server.url(server.data().files("show", FileFormat.MP4).getFirst()));
    assertThat(tab.page().locator("[data-copy]")).hasText("Copy address");
  }

  @Test
  void address_copiedWithoutHttps_isOnTheClipboard(Tab tab) {
    tab.page().addInitScript("""
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.addEventListener("copy", ({ target }) => { window.copied = target.value; });
        """);
    tab.open(Watch.file(server, "show", FileFormat.MP4));
    tab.page().locator("[data-copy]").click();

    assertThat(tab.page().locator("[data-copy]")).hasText("Copied");
    assertThat(tab.page().evaluate("() => window.copied")).isEqualTo(server.url(server.data().files("show", FileFormat.MP4).getFirst()));
  }

  private static void press(Tab tab, String... keys) {
    for (String key : keys) {
      tab.page().keyboard().press(key);
    }
  }

  private static void assertFocus(Tab tab, String text) {
    assertThat(tab.page().locator(":focus-visible")).hasText(text);
    assertThat(tab.page().evaluate("() => getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");
  }
}
