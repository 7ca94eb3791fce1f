package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.console.account.Role;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What goes wrong while somebody works with the console: a session ends, the server is gone for a while, somebody else was faster. The console
 * says what failed and what to do, and what was entered is still there.
 */
@ExtendWith(InChromium.class)
class ConsoleFailuresTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String TO_LOG_IN = "Your session has ended";
  @AutoClose
  private static LivetapeServer server;
  private static Path clip;

  @BeforeAll
  static void start() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10)));
    server = LivetapeServer.start("recording.time-zone=UTC");
    server.data().addUser("olga", "olgas-password", Role.OPERATOR);
  }

  @Test
  void sessionThatEnds_inTheMiddleOfAForm_leavesWhatWasEntered(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording?stream=show");
    console.button("New template").click();
    console.field("Name").fill("kept");
    // What the form asks for by itself is not to find the session ended.
    tab.page().waitForResponse("**/DescribeSubAppIds", () -> tab.page().waitForResponse(
        "**/DescribeUsedParts", () -> console.dialog().getByLabel("Record as FLV").check()));
    server.data().endSessions();
    console.dialogButton("Make the template").click();

    Locator again = again(tab);
    assertThat(again.getByLabel("Password")).isFocused();
    for (int i = 0; i < 3; i++) {
      tab.page().keyboard().press("Escape");
    }
    assertThat(again).isVisible();
    console.glance("session-ended");
    assertThat(again.getByLabel("User")).hasValue("admin");
    again.getByLabel("Password").fill("wrong");
    tab.page().keyboard().press("Enter");
    assertThat(again.getByRole(AriaRole.ALERT)).hasText("The user name or the password is wrong.");
    again.getByLabel("Password").fill(server.adminPassword());
    tab.page().keyboard().press("Enter");

    assertThat(again).hasCount(0);
    assertThat(tab.page()).hasURL(server.http("/console/recording?stream=show"));
    assertThat(console.field("Name")).hasValue("kept");
    assertThat(console.dialog().getByLabel("Record as FLV")).isChecked();
    assertThat(console.dialogButton("Make the template")).isFocused();
    console.dialogButton("Make the template").click();
    assertThat(console.button("Change: kept")).isVisible();
    tab.takeComplaints();
  }

  @Test
  void sessionThatEnds_whileSomebodyLooks_isSaid_andAnotherUserGetsAPageOfHisOwn(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
    console.button("Make a push address").first().click();
    server.data().endSessions();
    assertThat(again(tab)).isVisible();
    again(tab).getByLabel("User").fill("olga");
    again(tab).getByLabel("Password").fill("olgas-password");
    tab.page().keyboard().press("Enter");

    assertThat(tab.page().getByText("olga · operator")).isVisible();
    assertThat(console.dialog()).hasCount(0);
    console.assertAt("Live");
    tab.takeComplaints();
  }

  @Test
  void signingOut_inAnotherTab_leavesNothingToSeeInThisOne(Tab tab) {
    ConsoleTab console = ConsoleTab.opened(tab, server, "recording");
    tab.page().waitForResponse("**/console/events", () -> console.signIn("admin", server.adminPassword()));
    console.assertAt("Recording");
    Page other = tab.page().context().newPage();
    other.navigate(server.http("/console/settings"));
    other.getByText("Sign out").click();

    assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in to Livetape"))).isVisible();
    assertThat(tab.page().getByText("Recording of everything")).hasCount(0);
  }

  @Test
  void serverThatIsGoneForAWhile_isSaid_andEverythingGoesOnByItself(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
    Locator banner = tab.page().getByText("The connection to the server is lost.");
    try (ToolProcess _ = push("before")) {
      assertThat(console.link("before")).isVisible();
      server.stop();
      assertThat(banner).isVisible();
    }
    console.button("Make a push address").first().click();
    console.dialog().getByLabel("Stream").fill("later");
    console.dialogButton("Make the address").click();
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("Check the network, and whether the server runs.");
    console.glance("server-gone");
    tab.page().keyboard().press("Escape");
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Overview").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("This could not be loaded.");

    server.startAgain();
    assertThat(banner).isHidden();
    assertThat(tab.page().locator(".tile .value").first()).isVisible();
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Live").click();
    try (ToolProcess _ = push("after")) {
      assertThat(console.link("after")).isVisible();
    }
    tab.takeComplaints();
  }

  @Test
  void userWhoMayNoMore_isToldWhatToDo(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording", "olga", "olgas-password");
    console.button("New template").click();
    console.field("Name").fill("too-late");
    server.data().setRole("olga", Role.VIEWER);
    try {
      console.dialogButton("Make the template").click();
      assertThat(console.dialog().getByRole(AriaRole.ALERT))
          .hasText("This needs the role operator; you are signed in as viewer.Ask an admin to do it, or to give you the role.");
      assertThat(console.field("Name")).hasValue("too-late");
      server.awaitAudit("^olga live/CreateLiveRecordTemplate.*UnauthorizedOperation$");
    } finally {
      server.data().setRole("olga", Role.OPERATOR);
    }
  }

  @Test
  void changes_thatSomebodyElseWasFasterWith_fail_andSayWhatToDo(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.assertAt("Recording");
    String template = template(console, "shared");
    console.open("recording");
    console.button("New rule").click();
    console.dialog().getByLabel("Stream").fill("twice");
    assertThat(console.call("live", "CreateLiveRecordRule", rule("twice").replace("}", ",\"TemplateId\":" + template + "}"))).doesNotContain("Error");
    console.dialogButton("Make the rule").click();
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("The rule already exists.");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("It may have changed meanwhile");
    console.dialogButton("Cancel").click();

    console.button("Delete the template: shared").click();
    console.dialogButton("Delete the template").click();
    assertNotice(console, "Could not delete the template", "a rule uses the record template");

    console.open("recording");
    console.button("Delete the rule: streams called twice of any application at 127.0.0.1").click();
    assertThat(console.call("live", "DeleteLiveRecordRule", rule("twice"))).doesNotContain("Error");
    console.dialogButton("Delete the rule").click();
    assertNotice(console, "Could not delete the rule", "there is no rule for exactly these");

    console.open("recording");
    console.button("Change: shared").click();
    assertThat(console.call("live", "DeleteLiveRecordTemplate", "{\"TemplateId\":" + template + "}")).doesNotContain("Error");
    console.dialogButton("Save").click();
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("there is no record template");
  }

  @Test
  void recordingsOfAStream_thatEndMeanwhile_areNotStoppedTwice(Tab tab) {
    try (ToolProcess _ = push("busy")) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "live/live/busy");
      console.button("Record now").click();
      console.dialogButton("Record now").click();
      assertThat(console.button("Stop recording")).isVisible();
      console.button("Stop recording").click();
      String task = found("\"TaskId\":\"([0-9]+)\"", console.call("console", "DescribeStream", "{\"AppName\":\"live\",\"StreamName\":\"busy\",\"PlayHost\":\"127.0.0.1\"}"));
      assertThat(console.call("live", "DeleteRecordTask", "{\"TaskId\":\"" + task + "\"}")).doesNotContain("Error");
      console.dialogButton("Stop recording").click();
      assertNotice(console, "Could not stop the recording", "there is no task " + task);
    }
  }

  private static Locator again(Tab tab) {
    return tab.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(TO_LOG_IN));
  }

  private static void assertNotice(ConsoleTab console, String title, String text) {
    Locator notice = console.page().locator(".notice.bad", new Page.LocatorOptions().setHasText(title));
    assertThat(notice).containsText(text);
    assertThat(notice).containsText(Pattern.compile("It may have changed meanwhile|Correct what you have entered"));
    assertThat(notice).containsText("Request id");
    Axe.assertNoViolation(console.page(), title);
    notice.getByRole(AriaRole.BUTTON).click();
    assertThat(notice).hasCount(0);
  }

  private static String template(ConsoleTab console, String name) {
    return found("\"TemplateId\":([0-9]+)", console.call("live", "CreateLiveRecordTemplate", "{\"TemplateName\":\"" + name + "\"}"));
  }

  private static String rule(String stream) {
    return "{\"DomainName\":\"127.0.0.1\",\"AppName\":\"\",\"StreamName\":\"" + stream + "\"}";
  }

  private static String found(String pattern, String in) {
    Matcher matcher = Pattern.compile(pattern).matcher(in);
    assertThat(matcher.find()).as(in).isTrue();
    return matcher.group(1);
  }

  private static ToolProcess push(String stream) {
    return Ffmpeg.pushForEver(clip, server.pushUrl(stream), LIMIT);
  }
}
