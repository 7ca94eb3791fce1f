package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small lapses of people and networks: a page that has gone from a list, a button pressed twice, a picture that breaks off. */
@ExtendWith(InChromium.class)
class ConsoleLapsesTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static CallbackReceiver receiver;
  private static LivetapeServer server;
  private static ToolProcess push;

  @BeforeAll
  static void start() {
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("recording.time-zone=UTC", "callback.url=" + receiver.url());
    push = Ffmpeg.pushForEver(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10))), server.pushUrl("show"), LIMIT);
    server.awaitPush();
  }

  @AfterAll
  static void close() {
    push.close();
    server.close();
    receiver.close();
  }

  @Test
  void pageThatTheRowsAreGoneFrom_leadsToTheFirst_andTheSearchFollowsTheAddress(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "live?page=7");
    assertThat(tab.page().getByText("There is nothing on this page.")).isVisible();
    console.button("Go to the first page").click();
    assertThat(console.link("show")).isVisible();
    Locator search = tab.page().getByLabel("Find by name");
    search.fill("nothing-like-it");
    assertThat(tab.page().getByText("No live stream has this in its name.")).isVisible();
    tab.page().getByRole(AriaRole.NAVIGATION).first().getByText("Live").click();
    assertThat(console.link("show")).isVisible();
    assertThat(search).hasValue("");
  }

  @Test
  void overview_thatStaysOpen_asksForNewWarnings(Tab tab) {
    tab.page().clock().install();
    ConsoleTab.signedIn(tab, server, "");
    assertThat(tab.page().locator(".tile .value").first()).isVisible();
    tab.page().waitForResponse("**/DescribeOverview", () -> tab.page().clock().runFor(Duration.ofSeconds(21).toMillis()));
    assertThat(tab.page().getByText("Last warnings and errors")).isVisible();
  }

  @Test
  void listThatCannotBeTurned_saysSo_besideWhatItHas(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/audit");
    assertThat(tab.page().locator("tbody tr").first()).isVisible();
    tab.page().route("**/DescribeAuditLog", Route::abort);
    tab.page().getByLabel("User").fill("admin");
    console.button("Show").click();
    Locator failed = tab.page().getByRole(AriaRole.ALERT);
    assertThat(failed).containsText("This could not be loaded.");
    tab.page().unroute("**/DescribeAuditLog");
    console.tryAgain();
    assertThat(failed).hasCount(0);
    assertThat(tab.page().locator("tbody tr").first()).isVisible();
    tab.takeComplaints();
  }

  @Test
  void eventThatIsSentAgain_byTwoClicks_isSentOnce(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
    Locator again = tab.page().getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("Send again")).first();
    assertThat(again).isVisible();
    List<Route> held = new ArrayList<>();
    tab.page().route("**/ResendCallback", held::add);
    again.dblclick();
    assertThat(again).hasAttribute("aria-disabled", "true");
    tab.page().unroute("**/ResendCallback");
    assertThat(held).hasSize(1);
    held.getFirst().resume();
    assertThat(tab.page().getByText("It is being sent again.")).isVisible();
    assertThat(again).hasAttribute("aria-disabled", "false");
    console.glance("callbacks-sent-again");
  }

  @Test
  void pictureOfALiveStream_thatCannotBeHad_isAskedForAgain(Tab tab) {
    tab.page().route(url -> url.contains(".flv"), route -> route.fulfill(new Route.FulfillOptions().setStatus(502)),
        new Page.RouteOptions().setTimes(1));
    ConsoleTab.signedIn(tab, server, "live/live/show");
    assertThat(tab.page().locator(".preview .message")).hasText("The picture broke off. Trying again …");
    assertThat(tab.page().locator(".preview .message")).isEmpty();
    tab.player().await("!player.paused && player.currentTime > 0.5");
    tab.takeComplaints();
  }
}
