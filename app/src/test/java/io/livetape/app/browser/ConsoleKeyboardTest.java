package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The console by the keyboard alone: what each page is there for. Whatever has the focus on the way shows it, dialogs keep it, and give it
 * back to what has opened them.
 */
@ExtendWith(InChromium.class)
class ConsoleKeyboardTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int STEPS_MAX = 80;
  @AutoClose
  private static LivetapeServer server;
  private static Path clip;

  @BeforeAll
  static void start() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3)));
    server = LivetapeServer.start("recording.time-zone=UTC", "recording.segment-target=1");
    Encoders.ffmpegInRealTime(clip, server.pushUrl("lesson", "record=hls"));
    server.awaitFiles("lesson", 1);
  }

  @Test
  void overview_leadsToTheStreams(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    assertThat(tab.page().locator(".tile .value").first()).isVisible();
    to(tab, "Streams live…");
    press(tab, "Enter");
    console.assertAt("Live");
    assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isFocused();
    back(tab, "Overview");
    press(tab, "Enter");
    console.assertAt("Overview");
  }

  @Test
  void live_makesAnAddress_recordsAndStops(Tab tab) {
    try (ToolProcess _ = Ffmpeg.pushForEver(clip, server.pushUrl("keys"), LIMIT)) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
      assertThat(console.link("keys")).isVisible();
      to(tab, "Make a push address");
      press(tab, "Enter");
      assertKeepsFocus(console);
      to(tab, "Stream");
      tab.page().keyboard().type("by-keys");
      to(tab, "MP4");
      press(tab, "Space");
      to(tab, "Make the address");
      press(tab, "Enter");
      assertThat(console.dialog().locator(".part code").first()).containsText("/by-keys?txSecret=");
      assertKeepsFocus(console);
      press(tab, "Escape");
      assertThat(console.button("Make a push address")).isFocused();

      to(tab, "keys");
      press(tab, "Enter");
      console.assertAt("keys Live");
      to(tab, "Record now");
      press(tab, "Enter");
      to(tab, "Record now");
      press(tab, "Enter");
      assertThat(console.button("Stop recording")).isVisible();
      assertThat(console.button("Record now")).isFocused();
      to(tab, "Stop recording");
      press(tab, "Enter");
      assertKeepsFocus(console);
      press(tab, "Escape");
      assertThat(console.button("Stop recording")).isFocused();
      press(tab, "Space");
      to(tab, "Stop recording");
      press(tab, "Space");
      assertThat(tab.page().getByText("It is not recorded")).isVisible();
    }
  }

  @Test
  void recording_makesATemplateAndARule_andTestsAName(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    assertThat(console.button("New template")).isVisible();
    to(tab, "What the configuration says");
    press(tab, "Enter");
    assertThat(tab.page().locator("details")).hasAttribute("open", "");
    to(tab, "New template");
    press(tab, "Enter");
    assertKeepsFocus(console);
    to(tab, "Name");
    tab.page().keyboard().type("lessons");
    to(tab, "Record as MP4");
    press(tab, "Space");
    to(tab, "Kept for (days)");
    press(tab, "Control+a");
    tab.page().keyboard().type("7");
    to(tab, "Make the template");
    press(tab, "Enter");
    assertThat(console.button("Change: lessons")).isVisible();
    assertThat(console.button("New template")).isFocused();

    back(tab, "New rule");
    press(tab, "Enter");
    to(tab, "Application");
    press(tab, "Tab");
    tab.page().keyboard().type("by-keys");
    press(tab, "Enter");
    assertThat(console.button("New rule")).isFocused();
    assertThat(console.call("live", "DescribeLiveRecordRules", "{}")).contains("\"StreamName\":\"by-keys\"");
    back(tab, "Stream");
    tab.page().keyboard().type("by-keys");
    press(tab, "Enter");
    assertThat(tab.page().locator(".answer")).containsText("MP4: a new file every 30 minutes; kept for 7 days");
  }

  @Test
  void timeline_choosesAWindow_movesIt_andPlaysIt(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline");
    assertThat(tab.page().locator(".streams a").first()).isVisible();
    to(tab, "Part of the stream's name");
    tab.page().keyboard().type("lesson");
    assertThat(tab.page()).hasURL(Pattern.compile("q=lesson$"));
    to(tab, "live/lesson…");
    press(tab, "Enter");
    console.assertAt("live/lesson");
    assertThat(console.button("What there is")).isVisible();
    to(tab, "Choose: Recorded…");
    press(tab, "Enter");
    back(tab, "End of the window");
    Locator end = tab.page().getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("End of the window"));
    long before = Long.parseLong(end.getAttribute("aria-valuenow"));
    press(tab, "Shift+ArrowRight", "ArrowLeft");
    assertThat(end).hasAttribute("aria-valuenow", Long.toString(before + 9));
    to(tab, "Play the window");
    press(tab, "Enter");
    tab.player().await("player && player.currentTime > 0.5");
  }

  /** Tab goes round in it, in both directions. */
  private static void assertKeepsFocus(ConsoleTab console) {
    assertThat(console.dialog()).isVisible();
    int controls = console.dialog().locator("button, input, select").count();
    for (String key : List.of("Tab", "Shift+Tab")) {
      for (int i = 0; i < controls + 2; i++) {
        console.page().keyboard().press(key);
        assertThat(console.page().evaluate("() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"))
            .as("the focus is in the dialog").isEqualTo(true);
      }
    }
  }

  private static void to(Tab tab, String name) {
    go(tab, name, "Tab");
  }

  private static void back(Tab tab, String name) {
    go(tab, name, "Shift+Tab");
  }

  /** Goes on to what is called so, or begins so where the name ends with an ellipsis; whatever comes before it shows that it has the focus. */
  private static void go(Tab tab, String name, String key) {
    List<Object> way = new ArrayList<>();
    while (way.size() < STEPS_MAX) {
      press(tab, key);
      Object at = tab.page().evaluate("""
          () => {
            const at = document.activeElement;
            const { outlineStyle, outlineWidth, stroke } = getComputedStyle(at);
            const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) > 1;
            const shown = outlined || at === document.body || at.localName === "video" || at instanceof SVGElement && stroke !== "none";
            return (shown ? "" : "unseen: ") + (at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent).trim();
          }""");
      way.add(at);
      assertThat(at.toString()).as("what has the focus").doesNotStartWith("unseen: ");
      if (at.equals(name) || name.endsWith("…") && at.toString().startsWith(name.replace("…", ""))) {
        return;
      }
    }
    throw new AssertionError("no way to " + name + " by " + key + ": " + way);
  }

  private static void press(Tab tab, String... keys) {
    for (String key : keys) {
      tab.page().keyboard().press(key);
    }
  }
}
