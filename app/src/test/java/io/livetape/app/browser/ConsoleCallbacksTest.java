package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Calls;
import io.livetape.callback.OutboxEvent;
import io.livetape.console.account.Role;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's page Callbacks, with a receiver that really gets them. */
@ExtendWith(InChromium.class)
class ConsoleCallbacksTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void eventsOfAPush_thatAReceiverDoesNotTake_areSeen_andArriveWhenTheyAreSentAgain(Tab tab) throws Exception {
    try (CallbackReceiver receiver = CallbackReceiver.start();
        LivetapeServer server = LivetapeServer.start("recording.time-zone=UTC", "callback.url=" + receiver.url() + "?token=hidden",
            "callback.key=configured-key", "callback.retry-max=0")) {
      receiver.answer(503);
      try (ToolProcess push = Ffmpeg.push(
          Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show"), Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LIMIT)) {
        assertThat(push.await(LIMIT).status()).isZero();
      }
      Awaitility.await("both were given up").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("PARKED") == 2);

      ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
      assertThat(tab.page().getByText("2 events did not get there")).isVisible();
      assertThat(rows(tab)).hasCount(2);
      assertThat(rows(tab).first()).containsText(Pattern.compile("Push ended.*live/show.*Given up.*HTTP 503", Pattern.DOTALL));
      console.look("callbacks-parked");

      rows(tab).last().getByRole(AriaRole.LINK).click();
      assertThat(console.dialog()).containsText("HTTP 503");
      assertThat(console.dialog().getByLabel("Request")).containsText("\"stream_id\": \"show\"");
      assertThat(console.dialog().getByLabel("Request")).not().containsText(Pattern.compile("txSecret=[0-9a-f]"));
      console.glance("callback-event-parked");
      receiver.answer(200);
      console.dialog().getByText("Send again", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(console.dialog()).containsText("Delivered");
      assertThat(console.dialog().locator(".cb-attempts li")).hasCount(2);
      tab.page().keyboard().press("Escape");
      assertThat(console.dialog()).hasCount(0);

      tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send all again")).click();
      assertThat(tab.page().getByText("did not get there")).hasCount(0);
      assertThat(rows(tab).first()).containsText("Delivered");
      assertThat(server.data().eventCount("DELIVERED")).isEqualTo(2);

      tab.page().getByLabel("State").selectOption("PARKED");
      assertThat(tab.page().getByText("No event is like this.")).isVisible();
      assertThat(tab.page()).hasURL(Pattern.compile("\\?state=PARKED$"));
      tab.page().reload();
      assertThat(tab.page().getByText("No event is like this.")).isVisible();
      assertThat(tab.page().locator("body")).not().containsText("hidden");
      console.open("callbacks");
      tab.page().getByLabel("Language").selectOption("zh");
      console.assertAt("回调");
      console.look("callbacks-zh");
    }
  }

  @Test
  void receiver_isAdded_tested_ruled_changed_andDeleted(Tab tab) throws Exception {
    try (CallbackReceiver receiver = CallbackReceiver.start(); LivetapeServer server = LivetapeServer.start("recording.time-zone=UTC")) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
      assertThat(tab.page().getByText("Nobody is told of anything.")).isVisible();
      console.glance("callbacks-empty");

      console.button("Add a receiver").click();
      console.dialog().getByLabel("Name").fill("Shop <b>of</b> Ann");
      console.dialog().getByLabel("File recorded").fill("http://169.254.169.254/latest");
      console.dialog().getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("cannot be a receiver");
      console.dialog().getByLabel("File recorded").fill(receiver.url());
      console.dialog().getByLabel("Key").fill("ann");
      console.look("callback-form");
      console.dialog().getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(console.dialog()).hasCount(0);
      assertThat(tab.page().getByText("No stream yet: add a rule.")).isVisible();

      tab.page().getByText("Test", new Page.GetByTextOptions().setExact(true)).click();
      console.dialog().getByText("Send", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(console.dialog()).containsText(Pattern.compile("Taken.*HTTP 200"));
      assertThat(receiver.events(100)).hasSize(1);
      receiver.answer(500);
      console.dialog().getByText("Send", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(console.dialog()).containsText(Pattern.compile("Not taken.*HTTP 500"));
      console.look("callback-test");
      tab.page().keyboard().press("Escape");

      tab.page().getByText("Add a rule", new Page.GetByTextOptions().setExact(true)).click();
      console.dialog().getByLabel("Push domain").fill("push.example.org");
      tab.page().getByText("Add the rule").click();
      assertThat(tab.page().getByText("push.example.org / every application")).isVisible();

      tab.page().getByText("Change", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(console.dialog().getByLabel("Key")).hasValue("");
      console.dialog().getByLabel("Name").fill("Ann");
      console.dialog().getByText("Save").click();
      assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Ann").setExact(true))).isVisible();
      assertThat(tab.page().getByText("Signed with a key")).isVisible();
      console.look("callbacks-receiver");

      tab.page().getByText("Delete", new Page.GetByTextOptions().setExact(true)).click();
      console.dialog().getByText("Delete", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(tab.page().getByText("Nobody is told of anything.")).isVisible();
    }
  }

  @Test
  void receiverOfEventsOfFiles_isListed_andTested(Tab tab) throws Exception {
    try (CallbackReceiver receiver = CallbackReceiver.start(); LivetapeServer server = LivetapeServer.start("recording.time-zone=UTC")) {
      new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-07-17").call("ModifyEventConfig",
          "{\"Mode\":\"PUSH\",\"NotificationUrl\":\"" + receiver.url() + "\",\"DeleteMediaCompleteEventSwitch\":\"ON\"}");
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
      Locator card = tab.page().locator(".cb-receiver").filter(new Locator.FilterOptions().setHasText("Receiver of events of files"));
      assertThat(card.locator("dt")).hasText(new String[] {"Files deleted", "Edit done", "Fetch done", "Join done"});
      assertThat(card).containsText("No key: anybody could send such events");
      card.getByRole(AriaRole.BUTTON).click();
      console.dialog().getByLabel("Kind").selectOption("vod EditMediaComplete");
      console.dialog().getByText("Send", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(console.dialog()).containsText(Pattern.compile("Taken.*HTTP 200"));
      assertThat(receiver.received()).singleElement()
          .satisfies(sent -> assertThat(sent.json().path("EventType").asText()).isEqualTo("EditMediaComplete"));
      console.look("callbacks-files");
    }
  }

  @Test
  void manyEvents_areOnPages_andAViewerChangesNothing(Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("callback.deny=127.0.0.0/8")) {
      server.data().addUser("vera", "viewer-password", Role.VIEWER);
      for (int i = 0; i < 30; i++) {
        server.data().enqueue(new OutboxEvent("http://127.0.0.1:9/", "", "live/<i>stream" + i, "push began", "", "{\"event_type\":1}"));
      }
      Awaitility.await("none may be sent").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("PARKED") == 30);

      ConsoleTab.signedIn(tab, server, "callbacks", "vera", "viewer-password");
      assertThat(rows(tab)).hasCount(25);
      assertThat(rows(tab).first()).containsText("live/<i>stream29");
      assertThat(rows(tab).first()).containsText("denied network");
      tab.page().getByText("Next").click();
      assertThat(rows(tab)).hasCount(5);
      assertThat(tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Send|Add|Test")))).hasCount(0);
      tab.page().getByLabel("Stream").fill("live/<i>stream7");
      tab.page().keyboard().press("Enter");
      assertThat(rows(tab)).hasCount(1);
    }
  }

  private static Locator rows(Tab tab) {
    return tab.page().locator(".table tbody tr");
  }
}
