package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Names with markup, of any length, from right to left, with emoji and control characters, on the pages of streams, rules and templates: they
 * are text, turn nothing but themselves, and nothing sticks out on a phone. What is too long is refused where it was entered.
 */
@ExtendWith(InChromium.class)
class ConsoleHostileNamesTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String MARKUP = "<img src=x onerror=alert(1)>";
  private static final String TURNED = "\u202Egnp.exe 😀👩‍👩‍👧\u0007";
  private static final String HEBREW = "שלום-עולם.";
  private static final String LONGEST = "x".repeat(256);
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC");
  }

  @Test
  void rulesAndTemplates_thatAreCalledSo_areTexts(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.button("New template").click();
    console.field("Name").fill("קורס-" + "y".repeat(240));
    console.dialog().getByLabel("Description").fill(MARKUP + TURNED + "d".repeat(900));
    console.dialog().getByLabel("Record as MP4").check();
    console.dialog().getByLabel("File name").fill("{StreamID}" + MARKUP.replace("/", "") + TURNED.replace("\u0007", ""));
    console.dialogButton("Make the template").click();
    assertThat(console.dialog()).hasCount(0);
    for (String name : List.of(MARKUP + TURNED, HEBREW, LONGEST)) {
      console.button("New rule").click();
      console.dialog().getByLabel("Application").fill(name);
      console.dialog().getByLabel("Stream").fill(name);
      console.dialogButton("Make the rule").click();
      assertThat(console.dialog()).hasCount(0);
    }
    assertThat(tab.page().getByRole(AriaRole.TABLE).first().getByRole(AriaRole.ROW)).hasCount(4);
    assertIsText(console, "recording-hostile");

    Locator test = tab.page().locator(".test-name");
    test.getByLabel("Application").fill(HEBREW);
    test.getByLabel("Stream").fill(HEBREW);
    console.button("What will happen?").click();
    assertThat(tab.page().locator(".answer")).containsText("It will be recorded.");
    assertThat(tab.page().locator(".answer")).containsText("\u2068" + HEBREW + "\u2069");
    tab.page().locator("tbody tr", new Page.LocatorOptions().setHasText("gnp.exe")).first().getByRole(AriaRole.BUTTON).click();
    assertIsText(console, "recording-hostile-rule");
    console.dialogButton("Cancel").click();
    tab.page().locator("tbody tr", new Page.LocatorOptions().setHasText("קורס")).last().getByRole(AriaRole.BUTTON).first().click();
    assertThat(console.dialog().getByLabel("Description")).hasValue(MARKUP + TURNED + "d".repeat(900));
    assertIsText(console, "recording-hostile-template");
  }

  @Test
  void tenKilobytes_areRefused_whereTheyWereEntered(Tab tab) {
    String long10K = "z".repeat(10_240);
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.button("New template").click();
    console.field("Name").fill("long");
    console.dialog().getByLabel("Description").fill(long10K);
    console.dialogButton("Make the template").click();
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("`Description` must be");
    console.field("Name").fill(long10K);
    console.dialogButton("Make the template").click();
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("`TemplateName` must be");
    assertIsText(console, "recording-long");
    tab.page().keyboard().press("Escape");

    Locator test = tab.page().locator(".test-name");
    for (String field : List.of("Push domain", "Application", "Stream")) {
      test.getByLabel(field).fill(long10K);
    }
    console.button("What will happen?").click();
    assertThat(tab.page().locator(".answer .error")).isVisible();
    assertIsText(console, "recording-long-name");
    console.open("live/live/" + "z".repeat(2_000));
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("No stream can have this name");
    assertIsText(console, "stream-long-name");
  }

  @Test
  void streamOfAnotherScript_isWatched_andForbidden(Tab tab) {
    try (ToolProcess _ = Ffmpeg.pushForEver(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10))), server.pushUrl(HEBREW, "record=hls"), LIMIT)) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
      console.link(HEBREW).click();
      tab.player().await("player && player.currentTime > 0");
      console.button("Drop").click();
      assertThat(console.dialog().getByRole(AriaRole.HEADING)).hasText("Drop \u2068" + HEBREW + "\u2069");
      assertIsText(console, "drop-hebrew");
      console.dialogButton("Cancel").click();
      console.button("Forbid").click();
      console.dialog().getByLabel("Reason").fill(MARKUP + TURNED + LONGEST);
      console.dialogButton("Forbid").click();
      assertThat(tab.page().getByText("This stream may not be pushed.")).isVisible();
      console.link("Live streams").click();
      assertThat(tab.page().getByText(MARKUP)).isVisible();
      assertIsText(console, "forbidden-hebrew");
    }
  }

  /** Nothing of it is an element, and what turns the direction is kept within something that isolates it. */
  private static void assertIsText(ConsoleTab console, String name) {
    assertThat(console.page().locator("main img, dialog img, main script")).hasCount(0);
    assertThat(console.page().evaluate("""
        () => {
          const texts = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
          const bare = [];
          while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode;
            if (/[\\u202e\\u0590-\\u05ff]/.test(data) && !/\\u2068/.test(data) && !parentElement.closest("bdi, option, [dir=auto]")) {
              bare.push(data.slice(0, 80));
            }
          }
          return bare;
        }""")).as("texts that turn others").isEqualTo(List.of());
    console.glance(name);
  }
}
