package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the console's frame, of signing in and of the overview; and the pages in Chinese. */
@ExtendWith(InChromium.class)
@EveryControl(of = {"shell", "sign-in", "overview", "notices"})
class ConsoleShellControlsTest {
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show", "record=mp4|hls"));
    server.awaitFiles("show", 2);
  }

  @Test
  void frame_leadsEverywhere_alsoOnAPhone(Tab tab) {
    ConsoleTab console = ConsoleTab.opened(tab, server, "");
    tab.page().getByLabel("Language").selectOption("zh");
    tab.page().getByLabel("语言").selectOption("en");
    console.signIn("admin", server.adminPassword());
    console.assertAt("Overview");
    tab.page().keyboard().press("Tab");
    tab.page().getByText("Skip to the content").click();
    assertThat(tab.page().getByRole(AriaRole.MAIN)).isFocused();
    for (String name : List.of("Live", "Recording", "Files", "Timeline", "Callbacks", "Settings", "Overview")) {
      navigation(tab, name).click();
      console.assertAt(name);
    }
    tab.page().locator(".tile", new Page.LocatorOptions().setHasText("Streams live")).click();
    console.assertAt("Live");
    navigation(tab, "Overview").click();
    tab.page().locator(".tile", new Page.LocatorOptions().setHasText("Callbacks waiting")).click();
    console.assertAt("Callbacks");
    tab.page().getByText("Livetape", new Page.GetByTextOptions().setExact(true)).click();
    console.assertAt("Overview");

    tab.page().setViewportSize(375, 800);
    assertThat(navigation(tab, "Live")).isHidden();
    console.button("Menu").click();
    assertThat(console.button("Menu")).hasAttribute("aria-expanded", "true");
    tab.page().getByLabel("Appearance").selectOption("dark");
    assertThat(tab.page().locator("html")).hasAttribute("data-theme", "dark");
    tab.page().getByLabel("Appearance").selectOption("As the system");
    console.glance("menu");
    tab.page().setViewportSize(375, 800);
    navigation(tab, "Live").click();
    console.assertAt("Live");
    assertThat(navigation(tab, "Live")).isHidden();
  }

  @Test
  void callsThatFail_sayWhatFailed_andWhatToDo(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
    tab.page().route("**/DescribeOverview", Route::abort);
    navigation(tab, "Overview").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("The server cannot be reached.");
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Check the network, and whether the server runs.");
    console.glance("overview-failed");
    console.button("Try again").click();
    tab.page().unroute("**/DescribeOverview");
    console.tryAgain();
    assertThat(tab.page().locator(".plot canvas").first()).isVisible();

    Pattern script = Pattern.compile(".*/pages/settings\\.js");
    tab.page().route(script, Route::abort);
    navigation(tab, "Settings").click();
    assertThat(tab.page().getByText("This page could not be loaded.")).isVisible();
    tab.page().unroute(script);
    console.button("Reload").click();
    console.assertAt("Settings");

    tab.page().route("**/console/logout", Route::abort);
    console.button("Sign out").click();
    Locator notice = tab.page().locator(".notice.bad");
    assertThat(notice).containsText("Could not sign out");
    assertThat(notice).containsText("The server cannot be reached.");
    console.glance("notice");
    notice.getByRole(AriaRole.BUTTON).click();
    assertThat(notice).hasCount(0);
    tab.page().unroute("**/console/logout");
    console.button("Sign out").click();
    tab.page().getByLabel("User").fill("admin");
    tab.page().getByLabel("Password").fill("wrong");
    console.button("Sign in").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).hasText("The user name or the password is wrong.");
    console.glance("sign-in");
    tab.takeComplaints();
  }

  @Test
  void pages_inChinese_fitEverywhere(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    console.call("live", "CreateLiveRecordTemplate", "{\"TemplateName\":\"课程\",\"Mp4Param\":{\"Enable\":1,\"RecordInterval\":600,"
        + "\"StorageTime\":172800},\"HlsParam\":{\"Enable\":1}}");
    tab.page().getByLabel("Language").selectOption("zh");
    console.assertAt("概览");
    assertThat(tab.page().locator(".plot canvas").first()).isVisible();
    console.glance("overview-zh");
    console.open("live/live/show");
    assertThat(tab.page().locator(".empty")).isVisible();
    console.glance("stream-zh");
    console.open("live");
    tab.page().locator(".actions .primary").first().click();
    console.glance("push-address-zh");
    console.open("recording?stream=show");
    assertThat(tab.page().locator(".answer strong")).isVisible();
    console.glance("recording-zh");
    tab.page().locator("tbody button").first().click();
    console.glance("recording-template-zh");
    console.open("timeline/live/show");
    tab.page().locator(".happened button").last().click();
    assertThat(tab.page().locator("[role=slider]")).hasCount(2);
    console.glance("timeline-zh");
  }

  private static Locator navigation(Tab tab, String name) {
    return tab.page().locator(".side nav").getByText(name, new Locator.GetByTextOptions().setExact(true));
  }
}
