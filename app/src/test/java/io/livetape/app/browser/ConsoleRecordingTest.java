package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.console.account.Role;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page Recording: templates, rules, the switch for everything, and what they mean for a name. */
@ExtendWith(InChromium.class)
class ConsoleRecordingTest {
  private static Path clip;
  private LivetapeServer server;

  @BeforeAll
  static void make() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)));
  }

  @BeforeEach
  void start() {
    server = LivetapeServer.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ruleThatIsMade_recordsTheNextPush_asTheTestOfItsNameHasSaid(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.assertAt("Recording");
    assertThat(tab.page().getByText("There are no rules.")).isVisible();
    console.look("recording-empty");
    test(tab, "show");
    assertThat(answer(tab)).containsText("It will not be recorded. No rule is for it: the configuration decides.");

    template(tab, "lessons");
    button(tab, "New rule").click();
    tab.page().getByRole(AriaRole.DIALOG).getByLabel("Push domain").fill("127.0.0.1");
    tab.page().getByRole(AriaRole.DIALOG).getByLabel("Stream").fill("show");
    console.look("recording-rule");
    button(tab, "Make the rule").click();
    assertThat(tab.page().getByRole(AriaRole.TABLE).first()).containsText("show");

    assertThat(answer(tab)).containsText("It will be recorded.");
    assertThat(answer(tab)).containsText("The rule for streams called show of any application at 127.0.0.1 decides, with the template lessons.");
    assertThat(answer(tab)).containsText("MP4: a new file every 10 minutes; kept for 2 days");
    assertThat(tab.page().locator(".notice")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(Tab.PATIENCE.toMillis()));
    console.look("recording");
    tab.page().reload();
    assertThat(answer(tab)).containsText("It will be recorded.");
    test(tab, "other");
    assertThat(answer(tab)).containsText("It will not be recorded.");

    Encoders.ffmpeg(clip, server.pushUrl("other"));
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    RecordedFile file = server.awaitFiles("show", 1).getFirst();
    assertThat(file.format()).isEqualTo(FileFormat.MP4);
    assertThat(Duration.between(file.createdAt(), file.expiresAt())).isEqualTo(Duration.ofDays(2));
    assertThat(server.data().files("other")).isEmpty();
  }

  @Test
  void switchForEverything_makesTheRule_andRemovesIt(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.assertAt("Recording");
    template(tab, "all");
    Locator domain = tab.page().locator(".switch").filter(new Locator.FilterOptions().setHasText("127.0.0.1"));
    assertThat(domain).containsText("Off");
    domain.getByRole(AriaRole.BUTTON).click();
    button(tab, "Make the rule").click();
    assertThat(domain).containsText("by a rule, with the template all");
    Encoders.ffmpeg(clip, server.pushUrl("anything"));
    server.awaitFiles("anything", 1);

    domain.getByRole(AriaRole.BUTTON).click();
    tab.page().getByRole(AriaRole.DIALOG).getByText("Remove the rule", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(domain).containsText("Off");
    assertThat(tab.page().getByText("There are no rules.")).isVisible();
  }

  @Test
  void template_isChanged_andDeletedOnceNoRuleUsesIt(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.assertAt("Recording");
    template(tab, "first");
    button(tab, "New rule").click();
    button(tab, "Make the rule").click();
    assertThat(button(tab, "Delete the template: first")).isDisabled();

    button(tab, "Change: first").click();
    tab.page().getByLabel("Record as HLS").check();
    tab.page().getByLabel("Waits for the publisher (seconds)").fill("60");
    button(tab, "Save").click();
    assertThat(tab.page().getByText("one file for the whole push, which goes on if the publisher returns within 1 minute").first()).isVisible();

    tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Delete the rule: "))).click();
    tab.page().getByRole(AriaRole.DIALOG).getByText("Delete the rule", new Locator.GetByTextOptions().setExact(true)).click();
    button(tab, "Delete the template: first").click();
    tab.page().getByRole(AriaRole.DIALOG).getByText("Delete the template", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(tab.page().getByText("There are no templates.")).isVisible();
  }

  @Test
  void badInput_isSaid_andNamesWithMarkupAreText(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.assertAt("Recording");
    test(tab, "<img src=x onerror=alert(1)>\u202E😀");
    assertThat(answer(tab)).containsText("No stream can have this name");
    test(tab, "x".repeat(300));
    assertThat(answer(tab)).containsText("No stream can have this name");

    button(tab, "New template").click();
    tab.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("<b>no</b>");
    button(tab, "Make the template").click();
    assertThat(tab.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.ALERT)).containsText("letters, digits, _ and -");
    assertThat(tab.page().locator("dialog b, main img")).hasCount(0);
  }

  @Test
  void viewer_seesEverything_andIsOfferedNoChange(Tab tab) {
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording", "vera", "viewer-password");
    console.assertAt("Recording");
    test(tab, "show");
    assertThat(answer(tab)).containsText("It will not be recorded.");
    assertThat(button(tab, "New rule")).hasCount(0);
    assertThat(button(tab, "New template")).hasCount(0);
    assertThat(tab.page().locator(".switch button")).hasCount(0);
  }

  /** MP4, cut every ten minutes, kept for two days. */
  private static void template(Tab tab, String name) {
    button(tab, "New template").click();
    tab.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
    tab.page().getByLabel("Record as MP4").check();
    tab.page().getByLabel("New file every (minutes)").fill("10");
    tab.page().getByLabel("Kept for (days)").fill("2");
    button(tab, "Make the template").click();
    assertThat(tab.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(button(tab, "Change: " + name)).isVisible();
  }

  private static void test(Tab tab, String stream) {
    Locator form = tab.page().locator(".test-name");
    form.getByLabel("Push domain").fill("127.0.0.1");
    form.getByLabel("Application").fill("live");
    form.getByLabel("Stream").fill(stream);
    button(tab, "What will happen?").click();
  }

  private static Locator answer(Tab tab) {
    return tab.page().locator(".test-name .answer");
  }

  private static Locator button(Tab tab, String name) {
    return tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
