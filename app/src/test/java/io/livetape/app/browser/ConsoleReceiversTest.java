package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receivers of callbacks as they are set in the console are those that are told: of pushes by ffmpeg, and of tests. */
@ExtendWith(InChromium.class)
class ConsoleReceiversTest {
  private static final List<String> KINDS = List.of("Push began", "Push ended", "File recorded", "Recording status", "Recording exception");
  private static Path clip;
  @AutoClose
  private static CallbackReceiver configured;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)));
    configured = CallbackReceiver.start();
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC", "callback.url=" + configured.url(),
        "callback.retry-max=0");
  }

  @Test
  void receiverOfARule_isToldInsteadOfTheConfiguredOne_untilTheRuleIsDeleted(Tab tab) {
    try (CallbackReceiver ann = CallbackReceiver.start()) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
      console.button("Test: Configured receiver").click();
      console.dialog().getByLabel("Kind").selectOption("Push ended");
      ConsoleTab.press(console.dialog(), "Send");
      assertThat(console.dialog()).containsText("Taken");
      assertThat(configured.events(0)).hasSize(1);
      console.dialog().locator("summary").click();
      assertThat(console.dialog().getByLabel("Request")).containsText("livetape-test");
      ConsoleTab.press(console.dialog().locator(".actions"), "Close");

      console.button("Add a receiver").click();
      ConsoleTab.press(console.dialog(), "Cancel");
      console.button("Add a receiver").click();
      console.dialog().getByLabel("Name").fill("Ann");
      console.dialog().getByLabel("Description").fill("knows everything");
      KINDS.forEach(kind -> console.dialog().getByLabel(kind).fill(ann.url() + "/" + KINDS.indexOf(kind)));
      ConsoleTab.press(console.dialog(), "Add");
      assertThat(tab.page().getByText("knows everything")).isVisible();
      String stored = server.data().content().get("api_callback_template");
      assertThat(stored).contains("knows everything", ann.url() + "/0", ann.url() + "/4");
      console.button("Test: Ann").click();
      for (int i = 0; i < KINDS.size(); i++) {
        console.dialog().getByLabel("Kind").selectOption(KINDS.get(i));
        ConsoleTab.press(console.dialog(), "Send");
        int sent = i + 1;
        Awaitility.await(KINDS.get(i)).atMost(LivetapeServer.PATIENCE).until(() -> ann.received().size() == sent);
        assertThat(ann.received().getLast().path()).endsWith("/" + i);
        assertThat(console.dialog().locator(".primary")).hasText("Send");
      }
      console.keys("Escape");

      console.button("Add a rule: Ann").click();
      tab.page().getByLabel("Push domain").fill("127.0.0.1");
      tab.page().getByLabel("Application").fill("live");
      ConsoleTab.press(console.dialog(), "Add the rule");
      assertThat(tab.page().getByText("127.0.0.1 / live")).isVisible();
      push("ruled");
      Awaitility.await("Ann is told").atMost(LivetapeServer.PATIENCE).until(() -> ann.events(100).size() == 2);
      assertThat(configured.events(100)).isEmpty();
      console.button("Delete the rule 127.0.0.1 / live").click();
      ConsoleTab.press(console.dialog(), "Delete");
      assertThat(tab.page().getByText("No stream yet: add a rule.")).isVisible();
      push("unruled");
      Awaitility.await("the configured one is told").atMost(LivetapeServer.PATIENCE).until(() -> configured.events(100).size() == 1);
      console.button("Change: Ann").click();
      assertThat(console.dialog().getByLabel("Description")).hasValue("knows everything");
      console.dialog().getByLabel("Description").fill("");
      ConsoleTab.press(console.dialog(), "Save");
      assertThat(console.dialog()).hasCount(0);
      assertThat(server.data().content().get("api_callback_template")).doesNotContain("knows everything");
    }
  }

  @Test
  void events_areFilteredAndTurned_andSentAgainOneByOne(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
    configured.answer(500);
    for (int i = 0; i < 9; i++) {
      push("many" + i);
    }
    Awaitility.await("all were given up").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("PARKED") >= 27);
    Locator rows = tab.page().locator(".table tbody tr");
    tab.page().getByLabel("Kind").selectOption("File recorded");
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("File recorded")).first()).isVisible();
    assertThat(rows.filter(new Locator.FilterOptions().setHasNotText("File recorded"))).hasCount(0);
    tab.page().getByLabel("Stream").fill("live/many3");
    console.button("Show").click();
    assertThat(rows).hasCount(1);
    configured.answer(200);
    rows.getByRole(AriaRole.BUTTON).click();
    assertThat(tab.page().locator(".notice.good")).hasText(Pattern.compile("It is being sent again\\."));
    assertThat(rows).containsText("Delivered");
    assertThat(configured.events(100).getLast().path("stream_id").asText()).isEqualTo("many3");

    tab.page().getByLabel("Stream").fill("");
    console.button("Show").click();
    tab.page().getByLabel("Kind").selectOption("");
    assertThat(rows).hasCount(25);
    console.button("Next").click();
    assertThat(tab.page().getByText(Pattern.compile("^26–"))).isVisible();
    console.button("Previous").click();
    assertThat(rows).hasCount(25);
    rows.nth(20).getByRole(AriaRole.LINK).click();
    int before = ((Number) tab.page().evaluate("() => scrollY")).intValue();
    ConsoleTab.press(console.dialog().locator(".title"), "Close");
    assertThat(rows.nth(20).getByRole(AriaRole.LINK)).isFocused();
    assertThat(tab.page().evaluate("() => scrollY")).isEqualTo(before);
    tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send all again")).click();
    Awaitility.await("all are delivered").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("PARKED") == 0);
    assertThat(tab.page().getByText("did not get there")).hasCount(0);
  }

  private static void push(String stream) {
    Encoders.ffmpeg(clip, server.pushUrl(stream));
    server.awaitFiles(stream, 1);
  }
}
