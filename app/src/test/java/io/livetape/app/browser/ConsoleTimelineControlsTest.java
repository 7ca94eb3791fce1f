package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the page Timeline, with what it does. */
@ExtendWith(InChromium.class)
@EveryControl(of = {"timeline", "timeline/…"})
class ConsoleTimelineControlsTest {
  private static final int MARKS = 120;
  private static LivetapeServer server;

  @BeforeAll
  static void push() {
    setDefaultAssertionTimeout(LivetapeServer.PATIENCE.toMillis());
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.time-zone=UTC");
    Encoders.ffmpegInRealTime(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3)).withFrames(25, Duration.ofSeconds(1), 2)), server.pushUrl("show"));
    server.awaitFiles("show", 2);
    server.data().changePicture("show", MARKS);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void streams_areFound_andOpened_alsoWhenThatFailedAtFirst(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    tab.page().route("**/DescribeTimeline*", Route::abort);
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Timeline").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("The server cannot be reached.");
    console.button("Try again").click();
    tab.page().unroute("**/DescribeTimeline*");
    console.tryAgain();
    tab.page().getByLabel("Part of the stream's name").fill("sho");
    assertThat(tab.page()).hasURL(Pattern.compile("q=sho$"));
    tab.page().locator(".streams a").click();
    console.assertAt("live/show");
    console.link("Other streams").click();
    console.assertAt("Timeline");
    console.open("timeline/live/%3Cb%3E");
    console.button("Try again").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("No stream can have this name");
    tab.takeComplaints();
  }

  @Test
  void line_isZoomed_moved_andTurnedToOtherDays(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show");
    Locator span = tab.page().locator(".line-place .was-live");
    assertThat(span).hasCount(1);
    double whole = width(span);
    console.button("What there is").click();
    double fitted = width(span);
    assertThat(fitted).isGreaterThan(50 * whole);
    console.button("Wider").click();
    assertThat(width(span)).isLessThan(fitted / 2);
    console.button("Closer").click();
    assertThat(width(span)).isGreaterThan(fitted * 0.9);
    double left = span.boundingBox().x;
    console.button("Earlier").click();
    assertThat(span.boundingBox().x).isGreaterThan(left + 50);
    console.button("Later").click();
    assertThat(span.boundingBox().x).isLessThan(left + 50);
    console.button("Whole day").click();
    assertThat(width(span)).isLessThan(2 * whole);

    Locator day = tab.page().getByLabel("Day", new Page.GetByLabelOptions().setExact(true));
    String today = day.inputValue();
    console.button("Day before").click();
    assertThat(tab.page().getByText("Nothing happened to this stream on this day.")).isVisible();
    String yesterday = day.inputValue();
    assertThat(yesterday).isLessThan(today);
    console.button("Day before").last().click();
    assertThat(day).not().hasValue(yesterday);
    console.button("Day after").click();
    assertThat(day).hasValue(yesterday);
    console.button("Day after").click();
    assertThat(day).hasValue(today);
    day.fill("2026-01-31");
    assertThat(tab.page()).hasURL(Pattern.compile("day=2026-01-31$"));
    console.glance("timeline-nothing");
  }

  @Test
  void window_isChosen_moved_copied_played_andBecomesAFile(Tab tab) throws Exception {
    tab.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show");
    console.button("Show all 122").click();
    assertThat(tab.page().locator(".happened li")).hasCount(MARKS + 2);
    tab.page().getByLabel(Pattern.compile("^Choose: Recorded")).click();
    for (String end : List.of("Beginning of the window", "End of the window")) {
      Locator slider = tab.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName(end));
      long before = Long.parseLong(slider.getAttribute("aria-valuenow"));
      slider.press("ArrowRight");
      assertThat(slider).hasAttribute("aria-valuenow", Long.toString(before + 1));
      slider.press("ArrowLeft");
      assertThat(slider).hasAttribute("aria-valuenow", Long.toString(before));
    }
    for (String field : List.of("From", "To")) {
      Locator time = tab.page().getByLabel(field, new Page.GetByLabelOptions().setExact(true));
      time.fill(time.inputValue());
    }
    console.button("Choose").click();
    console.button("Copy its address").click();
    String address = tab.page().evaluate("() => navigator.clipboard.readText()").toString();
    assertThat(tab.page().request().get(address).text()).startsWith("#EXTM3U");
    assertThat(Files.size(tab.page().waitForDownload(() -> tab.page().getByText("Download as MP4").click()).path())).isGreaterThan(10_000);
    console.button("Play the window").click();
    tab.player().awaitReady().seek(1).play().await("player.currentTime > 1.5");

    console.button("Make a file of it").click();
    Locator made = tab.page().locator(".made a");
    assertThat(made).hasCount(2);
    console.glance("timeline-made");
    assertThat(Files.size(tab.page().waitForDownload(() -> made.last().click()).path())).isGreaterThan(10_000);
    made.first().click();
    assertThat(tab.page()).hasURL(Pattern.compile("/console/files/[0-9]+$"));
    String fileId = tab.page().url().replaceAll(".*/", "");
    assertThat(server.data().files()).anyMatch(file -> file.fileId().equals(fileId) && file.format() == FileFormat.MP4);
  }

  private static double width(Locator span) {
    return span.boundingBox().width;
  }
}
