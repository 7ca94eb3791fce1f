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
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receivers of callbacks, their events, keys and users are seen to without a mouse; dialogs keep the focus, and give it back. */
@ExtendWith(InChromium.class)
class SettingsByKeyboardTest {
  @AutoClose
  private static CallbackReceiver receiver;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("recording.time-zone=UTC", "callback.url=" + receiver.url());
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1))), server.pushUrl("show"));
    Awaitility.await("events").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("DELIVERED") == 2);
  }

  @Test
  void receiver_byKeyboard_isAdded_tried_andDeleted_andEventsAreLookedAt(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
    console.tabTo(console.button("Add a receiver"));
    console.keys("Enter");
    assertThat(console.dialog().getByLabel("Name")).isFocused();
    tab.page().keyboard().type("Ann");
    console.tabTo(console.dialog().getByLabel("File recorded"));
    tab.page().keyboard().type(receiver.url());
    console.keys("Enter");
    assertThat(console.button("Add a receiver")).isFocused();
    console.tabTo(console.button("Test: Ann"));
    console.keys("Enter");
    console.tabTo(console.button("Send"));
    console.keys("Space");
    assertThat(console.dialog()).containsText("HTTP 200");
    console.tabTo(tab.page().getByText("Request"));
    console.keys("Escape");
    assertThat(console.button("Test: Ann")).isFocused();
    console.tabTo(console.button("Add a rule: Ann"));
    console.keys("Enter");
    assertThat(tab.page().getByLabel("Push domain")).isFocused();
    tab.page().keyboard().type("push.example.org");
    console.keys("Enter");
    console.tabBackTo(console.button("Delete the rule push.example.org / every application"));
    console.keys("Enter");
    console.tabTo(console.button("Delete"));
    console.keys("Enter");
    assertThat(tab.page().getByText("No stream yet: add a rule.")).isVisible();
    assertThat(heading(tab)).isFocused();
    console.tabTo(console.button("Delete: Ann"));
    console.keys("Enter");
    console.tabTo(console.button("Delete"));
    console.keys("Enter");
    assertThat(tab.page().getByText("Ann")).hasCount(0);
    assertThat(server.data().content().get("api_callback_template")).isEmpty();

    Locator event = tab.page().locator("tbody").getByRole(AriaRole.LINK).last();
    console.tabTo(event);
    console.keys("Enter");
    console.tabTo(console.dialog().getByLabel("Request"));
    console.tabTo(console.button("Send again"));
    console.keys("Enter");
    assertThat(console.dialog()).containsText("It is being sent again.");
    assertThat(console.dialog().locator(".cb-attempts li")).hasCount(2);
    console.keys("Escape");
    assertThat(event).isFocused();
    console.tabBackTo(tab.page().getByLabel("State"));
    console.keys("ArrowDown");
    assertThat(tab.page().getByText("No event is like this.")).isVisible();
  }

  @Test
  void usersAndKeys_byKeyboard_areMade_andDeleted(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings");
    console.tabTo(console.link("API keys"));
    console.keys("Enter");
    console.tabTo(console.button("Add a key"));
    console.keys("Enter");
    assertThat(tab.page().getByLabel("Name")).isFocused();
    tab.page().keyboard().type("a program");
    console.keys("Enter");
    console.tabTo(console.button("I have it"));
    console.keys("Enter");
    assertThat(console.button("Add a key")).isFocused();
    console.tabTo(console.button("Revoke: a program"));
    console.keys("Enter");
    console.tabTo(console.button("Revoke"));
    console.keys("Enter");
    assertThat(tab.page().locator("tbody tr")).containsText("Revoked");
    assertThat(heading(tab)).isFocused();

    console.tabTo(console.link("Users"));
    console.keys("Enter");
    console.tabTo(console.button("Add a user"));
    console.keys("Enter");
    assertThat(tab.page().getByLabel("Name")).isFocused();
    tab.page().keyboard().type("olga");
    console.tabTo(console.dialog().getByLabel("Role"));
    console.keys("ArrowDown");
    console.tabTo(console.dialog().getByLabel("Password"));
    tab.page().keyboard().type("olgas-password");
    console.keys("Enter");
    assertThat(tab.page().locator("tbody tr", new Page.LocatorOptions().setHasText("olga"))).containsText("operator");
    console.tabTo(console.button("Delete: olga"));
    console.keys("Enter");
    console.tabTo(console.button("Delete"));
    console.keys("Enter");
    assertThat(tab.page().getByText("olga")).hasCount(0);
    assertThat(heading(tab)).isFocused();
    assertThat(server.data().content().get("console_user")).doesNotContain("olga");

    console.tabTo(console.link("Domains and keys"));
    console.keys("Enter");
    console.tabTo(console.button("Add a domain"));
    console.keys("Enter");
    assertThat(tab.page().getByLabel("Name")).isFocused();
    tab.page().keyboard().type("push.example.org");
    console.keys("Enter");
    console.tabTo(console.button("Show: Push keys, push.example.org"));
    console.keys("Enter");
    console.tabTo(console.button("Change: Push keys, push.example.org"));
    console.keys("Enter");
    console.tabTo(tab.page().getByLabel("Addresses must be signed"));
    console.keys("Space", "Enter");
    assertThat(tab.page().getByText("not needed")).isVisible();
    assertThat(console.button("Change: Push keys, push.example.org")).isFocused();
    console.tabTo(console.button("Delete: push.example.org"));
    console.keys("Enter", "Escape");
    assertThat(console.button("Delete: push.example.org")).isFocused();
  }

  private static Locator heading(Tab tab) {
    return tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }
}
