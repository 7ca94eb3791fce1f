package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page Timeline: a stream that was interrupted, a window of it, and what becomes of that. */
@ExtendWith(InChromium.class)
class ConsoleTimelineTest {
  private static final int LENGTH_SECONDS = 4;
  private static LivetapeServer server;

  /** Two pushes with a few seconds between them, each cut in two. */
  @BeforeAll
  static void push() {
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1",
        "recording.interval=2", "recording.time-zone=UTC");
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(LENGTH_SECONDS)).withFrames(25, Duration.ofSeconds(1), 2));
    Encoders.ffmpegInRealTime(clip, server.pushUrl("show"));
    server.awaitNoPush();
    Encoders.ffmpegInRealTime(clip, server.pushUrl("show"));
    server.awaitNoPush();
    server.awaitFiles("show", 6);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void interruption_givesTwoSpansAndAMark_andSplitsAreMarked(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline");
    console.assertAt("Timeline");
    assertThat(tab.page().locator(".streams a")).hasCount(1);
    console.look("timeline-streams");
    tab.page().locator(".streams a").click();
    console.assertAt("live/show");

    assertThat(tab.page().locator(".line-place .was-live")).hasCount(2);
    assertThat(tab.page().locator(".line-place .was-recorded")).hasCount(2);
    assertThat(happened(tab, "Interruption")).hasCount(1);
    assertThat(happened(tab, "Interruption")).containsText("The publisher went away, and came back.");
    assertThat(happened(tab, "Split")).not().hasCount(0);
    button(tab, "What there is").click();
    happened(tab, "Recorded").first().getByRole(AriaRole.BUTTON).click();
    assertThat(tab.page().locator("[role=slider]")).hasCount(2);
    console.look("timeline");
  }

  @Test
  void windowThatIsDragged_plays_isInTheAddress_andBecomesAFile(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show");
    console.assertAt("live/show");
    button(tab, "What there is").click();
    BoundingBox box = tab.page().locator(".line-place").boundingBox();
    tab.page().mouse().move(box.x + 2, box.y + 40);
    tab.page().mouse().down();
    tab.page().mouse().move(box.x + box.width / 2, box.y + 50);
    tab.page().mouse().move(box.x + box.width - 2, box.y + 40);
    tab.page().mouse().up();
    assertThat(tab.page()).hasURL(Pattern.compile("timeline/live/show\\?day=[0-9-]+&from=\\d+&to=\\d+$"));
    assertThat(tab.page().locator("[role=slider]")).hasCount(2);

    tab.page().reload();
    assertThat(tab.page().locator("[role=slider]")).hasCount(2);
    button(tab, "Play the window").click();
    tab.player().awaitReady();
    assertThat(tab.player().lengthSeconds()).isCloseTo(2 * LENGTH_SECONDS, within(0.3));
    tab.player().await("player.currentTime > 1 && look.frames.length > 10");

    button(tab, "What there is").click();
    button(tab, "Make a file of it").click();
    assertThat(tab.page().locator(".made a").first()).isVisible();
    console.look("timeline-window");
    RecordedFile made = server.data().files().stream().filter(file -> file.format() == FileFormat.MP4)
        .max((a, b) -> a.createdAt().compareTo(b.createdAt())).orElseThrow();
    assertThat(made.content().durationMs()).isCloseTo(2 * LENGTH_SECONDS * 1000L, within(300L));
    assertThat(tab.page().locator(".made a").first()).hasAttribute("href", "/console/files/" + made.fileId());
    String download = tab.page().getByText("Download as MP4").getAttribute("href");
    assertThat(download).matches("/replay/live/show\\.mp4\\?from=\\d+&to=\\d+");
    assertThat(tab.page().request().get(server.http(download)).headers()).containsEntry("content-type", "video/mp4");
  }

  @Test
  void window_isChosenAndMovedByTheKeyboard(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show");
    console.assertAt("live/show");
    happened(tab, "Recorded").first().getByRole(AriaRole.BUTTON).focus();
    tab.page().keyboard().press("Enter");
    Locator end = tab.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("End of the window"));
    long before = Long.parseLong(end.getAttribute("aria-valuenow"));
    end.focus();
    tab.page().keyboard().press("ArrowRight");
    assertThat(end).hasAttribute("aria-valuenow", Long.toString(before + 1));
    assertThat(end).isFocused();
    tab.page().keyboard().press("Shift+ArrowRight");
    assertThat(end).hasAttribute("aria-valuenow", Long.toString(before + 11));
    assertThat(tab.page()).hasURL(Pattern.compile("to=" + (before + 11) + "$"));
  }

  @Test
  void dayWithoutAnything_saysSo_andLeadsOn(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show?day=2020-02-29");
    assertThat(tab.page().getByText("Nothing happened to this stream on this day.")).isVisible();
    console.look("timeline-empty");
    button(tab, "Day after").click();
    assertThat(tab.page().getByLabel("Day", new Page.GetByLabelOptions().setExact(true))).hasValue("2020-03-01");
  }

  @Test
  void dayBefore_pressedTwiceAtOnce_movesTwoDays_andDayAfterNotIntoTheFuture(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show");
    console.assertAt("live/show");
    Locator day = tab.page().getByLabel("Day", new Page.GetByLabelOptions().setExact(true));
    LocalDate today = LocalDate.parse(day.inputValue());
    List<Route> held = new ArrayList<>();
    tab.page().route("**/DescribeTimeline", held::add);
    button(tab, "Day before").dblclick();
    assertThat(day).hasValue(today.minusDays(2).toString());
    assertThat(tab.page()).hasURL(Pattern.compile("day=" + today.minusDays(2) + "$"));
    tab.page().unroute("**/DescribeTimeline");
    held.forEach(Route::resume);
    assertThat(tab.page().getByText("Nothing happened to this stream on this day.")).isVisible();

    held.clear();
    tab.page().route("**/DescribeTimeline", held::add);
    button(tab, "Day before").last().dblclick();
    assertThat(day).hasValue(today.minusDays(4).toString());
    for (int i = 0; i < 2; i++) {
      button(tab, "Day after").dblclick();
    }
    assertThat(day).hasValue(today.toString());
    assertThat(button(tab, "Day after")).isDisabled();
    tab.page().unroute("**/DescribeTimeline");
    held.forEach(Route::resume);
    assertThat(tab.page().locator(".line-place .was-live")).hasCount(2);
  }

  @Test
  void windowWithoutRecording_saysSo(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/show");
    console.assertAt("live/show");
    tab.page().getByLabel("From", new Page.GetByLabelOptions().setExact(true)).fill("00:00:01");
    tab.page().getByLabel("To", new Page.GetByLabelOptions().setExact(true)).fill("00:00:00");
    button(tab, "Choose").click();
    assertThat(tab.page().getByText("The end must be later than the beginning.")).isVisible();
    tab.page().navigate(tab.page().url().replaceAll("\\?.*", "") + "?from=1000000000&to=1000000010");
    button(tab, "Play the window").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Nothing was recorded");
    tab.takeComplaints();
  }

  @Test
  void namesThatNoStreamHas_areText(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%E2%80%AE%F0%9F%98%80");
    assertThat(tab.page().getByText("No stream can have this name").first()).isVisible();
    assertThat(tab.page().locator("main img")).hasCount(0);
    console.open("timeline?q=" + "x".repeat(2000));
    assertThat(tab.page().getByText("No stream has this in its name.")).isVisible();
  }

  @Test
  void search_findsPartsOfNames(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline");
    console.assertAt("Timeline");
    tab.page().getByLabel("Part of the stream's name").fill("nothing-like-it");
    assertThat(tab.page().getByText("No stream has this in its name.")).isVisible();
    tab.page().getByLabel("Part of the stream's name").fill("how");
    assertThat(tab.page().locator(".streams a")).hasText(Pattern.compile("live/show"));
  }

  /** What the list says of one kind. */
  private static Locator happened(Tab tab, String name) {
    return tab.page().locator(".happened li")
        .filter(new Locator.FilterOptions().setHas(tab.page().locator(".badge").getByText(name, new Locator.GetByTextOptions().setExact(true))));
  }

  private static Locator button(Tab tab, String name) {
    return tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
