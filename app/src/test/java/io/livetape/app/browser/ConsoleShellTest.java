package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What all pages of the console stand in: signing in, the navigation, languages, a session or a connection that is lost. */
@ExtendWith(InChromium.class)
class ConsoleShellTest {
  private static final List<String> PAGES = List.of("Overview", "Live", "Recording", "Files", "Timeline", "Callbacks", "Settings");
  private static final int FIRST_VIEW_MAX_BYTES = 200_000;
  private static final int INTERACTIVE_MAX_MS = 1000;

  /** A machine that is busy with something else is given another chance. */
  private static final int VIEWS_MAX = 5;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC");
  }

  @Test
  void pages_ofTheNavigation_haveTheirNamesAndTitles_andCanBeReloaded(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    for (String name : PAGES) {
      link(console, name).click();
      console.assertAt(name);
      assertThat(tab.page()).hasTitle(name + " · Livetape");
      assertThat(link(console, name)).hasAttribute("aria-current", "page");
      Axe.assertNoViolation(tab.page(), name);
      tab.page().reload();
      console.assertAt(name);
    }
    tab.page().goBack();
    console.assertAt("Callbacks");
  }

  @Test
  void keyboard_alone_signsIn_skipsTheNavigation_andGoesThroughIt(Tab tab) {
    ConsoleTab console = ConsoleTab.opened(tab, server, "");
    assertThat(tab.page().getByLabel("Password")).isVisible();
    tab.page().getByLabel("User").focus();
    tab.page().keyboard().press("Tab");
    tab.page().keyboard().type(server.adminPassword());
    tab.page().keyboard().press("Tab");
    tab.page().keyboard().press("Enter");
    console.assertAt("Overview");
    tab.page().reload();
    console.assertAt("Overview");

    tab.page().keyboard().press("Tab");
    assertThat(tab.page().getByText("Skip to the content")).isFocused();
    tab.page().keyboard().press("Enter");
    assertThat(tab.page().getByRole(AriaRole.MAIN)).isFocused();
    link(console, "Files").focus();
    tab.page().keyboard().press("Enter");
    console.assertAt("Files");
    assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isFocused();
  }

  @Test
  void firstView_isSmall_andSoonThere(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    console.assertAt("Overview");
    assertThat(tab.page().locator(".tile .value").first()).isVisible();
    tab.page().addInitScript("""
        new MutationObserver(() => {
          if (!window.shownMs && document.querySelector(".tile .value")) { window.shownMs = performance.now(); }
        }).observe(document, { childList: true, subtree: true });""");
    double shownMs = firstViewMs(tab);
    double bytes = ((Number) tab.page().evaluate("""
        () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
          .reduce((sum, each) => sum + each.transferSize, 0)""")).doubleValue();
    for (int i = 1; i < VIEWS_MAX && shownMs >= INTERACTIVE_MAX_MS; i++) {
      shownMs = firstViewMs(tab);
    }
    System.out.printf("first view: %.0f bytes, figures after %.0f ms%n", bytes, shownMs);
    assertThat(bytes).isBetween(10_000.0, (double) FIRST_VIEW_MAX_BYTES);
    assertThat(shownMs).isLessThan(INTERACTIVE_MAX_MS);
  }

  /** As a browser has it that was never here: nothing kept, the session apart. */
  private static double firstViewMs(Tab tab) {
    var devTools = tab.page().context().newCDPSession(tab.page());
    devTools.send("Network.enable");
    devTools.send("Network.clearBrowserCache");
    tab.page().reload();
    assertThat(tab.page().locator(".plot canvas").first()).isVisible();
    return ((Number) tab.page().evaluate("() => window.shownMs")).doubleValue();
  }

  @Test
  void wrongPassword_isSaid_andTheRightOneLeadsToThePageThatWasAskedFor(Tab tab) {
    ConsoleTab console = ConsoleTab.opened(tab, server, "files?q=a");
    assertThat(tab.page().getByLabel("Password")).isVisible();
    Axe.assertNoViolation(tab.page(), "signing in");
    console.signIn("admin", "wrong");
    assertThat(tab.page().getByRole(AriaRole.ALERT)).hasText("The user name or the password is wrong.");
    tab.takeComplaints();
    console.signIn("admin", server.adminPassword());

    console.assertAt("Files");
    assertThat(tab.page().url()).endsWith("/console/files?q=a");
  }

  @Test
  void sessionThatHasEnded_leadsToSigningIn_andBack(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
    console.assertAt("Callbacks");
    tab.page().context().clearCookies();
    // The page may have asked by itself just now, and signing in may lie over the link.
    link(console, "Overview").dispatchEvent("click");
    assertThat(tab.page().getByLabel("Password")).isVisible();
    console.signIn("admin", server.adminPassword());

    console.assertAt("Overview");
    assertThat(tab.page().locator(".tile .value").first()).isVisible();
    tab.takeComplaints();
  }

  @Test
  void signingOut_leadsToSigningIn_andTheEventsEnd(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    console.assertAt("Overview");
    tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();

    assertThat(tab.page().getByLabel("Password")).isVisible();
    tab.page().reload();
    assertThat(tab.page().getByLabel("Password")).isVisible();
  }

  @Test
  void language_andAppearance_areChosen_andStay(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    tab.page().getByLabel("Appearance").selectOption("dark");
    tab.page().getByLabel("Language").selectOption("zh");
    console.assertAt("概览");
    assertThat(tab.page().locator("html")).hasAttribute("lang", "zh");
    assertThat(tab.page().locator("html")).hasAttribute("data-theme", "dark");
    assertThat(tab.page()).hasTitle("概览 · Livetape");
    tab.page().evaluate("() => document.fonts.ready");
    Axe.assertNoViolation(tab.page(), "the overview in Chinese");
    tab.page().getByLabel("语言").selectOption("en");
    console.assertAt("Overview");
  }

  @Test
  void addressOfNoPage_saysSo(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "nothing/<b>here");

    assertThat(tab.page().getByText("There is nothing at this address.")).isVisible();
    assertThat(tab.page().locator("main b")).hasCount(0);
    tab.page().getByText("Go to the overview").click();
    console.assertAt("Overview");
  }

  @Test
  void connectionThatIsLost_isSaid_andComesBack(Tab tab) {
    try (LivetapeServer own = LivetapeServer.start()) {
      ConsoleTab console = ConsoleTab.signedIn(tab, own, "");
      console.assertAt("Overview");
      assertThat(tab.page().locator(".tile .value").first()).isVisible();
      own.stop();
      assertThat(tab.page().getByText("The connection to the server is lost.")).isVisible();
      own.startAgain();
      assertThat(tab.page().getByText("The connection to the server is lost.")).isHidden();
      console.assertAt("Overview");
    }
    tab.takeComplaints();
  }

  @Test
  void problem_ofTheLog_isShownAsText(Tab tab) {
    LoggerFactory.getLogger("test.console").warn("[test] <img src=x onerror=alert(1)> {}", "\u202e\u0007 \ud83d\ude00");
    ConsoleTab.signedIn(tab, server, "");

    assertThat(tab.page().locator(".problems").getByText("[test] <img src=x onerror=alert(1)>").first()).isVisible();
    assertThat(tab.page().locator("main img")).hasCount(0);
    Axe.assertNoViolation(tab.page(), "the overview with problems");
  }

  @Test
  void overview_onEveryScreen(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    assertThat(tab.page().locator(".plot canvas").first()).isVisible();
    console.look("overview-empty");
  }

  private static Locator link(ConsoleTab console, String name) {
    return console.page().getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Console"))
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
