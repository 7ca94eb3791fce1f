package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the page Recording, with what it does at the server. */
@ExtendWith(InChromium.class)
@EveryControl(of = "recording")
class ConsoleRecordingControlsTest {
  private LivetapeServer server;

  @BeforeEach
  void start() {
    server = LivetapeServer.start("recording.formats=mp4");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void template_hasWhatEachFieldSays_fromTheFirstRule_newAndChanged(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    for (String button : List.of("Cancel", "Close")) {
      console.button("New rule").click();
      console.dialogButton(button).click();
      console.button("New template").click();
      console.dialogButton(button).click();
    }
    console.button("New rule").click();
    console.glance("recording-first-template");
    fill(console, "from-rule", 11);
    console.dialogButton("Make the template").click();
    assertThat(console.dialog()).containsText("New rule");
    console.dialogButton("Cancel").click();
    assertHas(console, "from-rule", 11);

    console.button("New template").click();
    fill(console, "second", 12);
    console.glance("recording-template");
    console.dialogButton("Make the template").click();
    assertThat(console.dialog()).hasCount(0);
    assertHas(console, "second", 12);
    for (String button : List.of("Cancel", "Close")) {
      console.button("Change: second").click();
      assertThat(console.dialog().getByLabel("Description")).hasValue("description of second");
      console.dialogButton(button).click();
    }
    console.button("Change: second").click();
    fill(console, "third", 13);
    console.dialogButton("Save").click();
    assertThat(console.dialog()).hasCount(0);
    assertHas(console, "third", 13);
    tab.page().setViewportSize(375, 800);
    console.glance("recording-templates");

    for (String button : List.of("Cancel", "Close", "Delete the template")) {
      console.button("Delete the template: third").click();
      assertHas(console, "third", 13);
      console.dialogButton(button).click();
      assertThat(console.dialog()).hasCount(0);
    }
    assertThat(console.button("Delete the template: third")).hasCount(0);
    assertThat(templates(console)).doesNotContain("third");
  }

  @Test
  void rule_isMade_replacesTheConfiguration_andIsRemoved(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    for (String name : List.of("one", "two")) {
      assertThat(console.call("live", "CreateLiveRecordTemplate", "{\"TemplateName\":\"" + name + "\",\"FlvParam\":{\"Enable\":1}}"))
          .doesNotContain("Error");
    }
    tab.page().reload();
    tab.page().getByText("What the configuration says").click();
    assertThat(tab.page().locator("details")).containsText("MP4: a new file every 30 minutes");
    console.button("Use a rule instead: 127.0.0.1").click();
    console.glance("recording-everything");
    console.dialog().getByLabel("Template").selectOption("two");
    console.dialogButton("Make the rule").click();
    assertThat(console.button("Remove the rule: 127.0.0.1")).isVisible();
    console.button("New rule").click();
    console.dialog().getByLabel("Push domain").fill("push.example.org");
    console.dialog().getByLabel("Application").fill("studio");
    console.dialog().getByLabel("Stream").fill("show");
    console.dialogButton("Make the rule").click();
    assertThat(console.dialog()).hasCount(0);
    assertThat(rules(console)).contains("\"DomainName\":\"push.example.org\",\"AppName\":\"studio\",\"StreamName\":\"show\"");

    Locator form = tab.page().locator(".test-name");
    form.getByLabel("Push domain").fill("push.example.org");
    form.getByLabel("Application").fill("studio");
    form.getByLabel("Stream").fill("show");
    console.button("What will happen?").click();
    assertThat(tab.page().locator(".answer")).containsText("the stream show of the application studio at push.example.org");
    console.glance("recording-rules");

    String rule = "Delete the rule: the stream show of the application studio at push.example.org";
    for (String button : List.of("Cancel", "Close", "Delete the rule")) {
      console.button(rule).click();
      console.dialogButton(button).click();
      assertThat(console.dialog()).hasCount(0);
    }
    assertThat(console.button(rule)).hasCount(0);
    for (String button : List.of("Cancel", "Close", "Remove the rule")) {
      console.button("Remove the rule: 127.0.0.1").click();
      console.dialogButton(button).click();
      assertThat(console.dialog()).hasCount(0);
    }
    assertThat(console.button("Remove the rule: 127.0.0.1")).hasCount(0);
    assertThat(rules(console)).contains("\"Rules\":[]");
  }

  @Test
  void page_thatCannotBeLoaded_saysSo_andIsAskedForAgain(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    tab.page().route("**/DescribeLiveRecordRules", Route::abort);
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Recording").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("The server cannot be reached.");
    console.button("Try again").click();
    tab.page().unroute("**/DescribeLiveRecordRules");
    console.tryAgain();
    assertThat(tab.page().getByText("There are no rules.")).isVisible();
    tab.takeComplaints();
  }

  /** Every field of every format. */
  private static void fill(ConsoleTab console, String name, int number) {
    console.field("Name").fill(name);
    console.dialog().getByLabel("Description").fill("description of " + name);
    for (String format : List.of("MP4", "HLS", "FLV", "AAC")) {
      console.dialog().getByLabel("Record as " + format).uncheck();
      console.dialog().getByLabel("Record as " + format).check();
      Locator fields = console.dialog().locator("fieldset", new Locator.LocatorOptions().setHasText("Record as " + format));
      if (format.equals("HLS")) {
        fields.getByLabel("Waits for the publisher (seconds)").fill("9" + number);
      } else {
        fields.getByLabel("New file every (minutes)").fill(Integer.toString(number));
      }
      fields.getByLabel("Kept for (days)").fill(Integer.toString(number));
      fields.getByLabel("File name").fill(format + "-{StreamID}-" + number);
    }
  }

  private static void assertHas(ConsoleTab console, String name, int number) {
    String template = templates(console).replaceAll("(?s).*(\\{\"TemplateId\":[0-9]+,\"TemplateName\":\"" + name + "\".*)", "$1");
    assertThat(template).contains("description of " + name, "\"FlowContinueDuration\":9" + number)
        .contains(List.of("MP4", "HLS", "FLV", "AAC").stream().map(format -> "\"VodFileName\":\"" + format + "-{StreamID}-" + number + "\"").toList())
        .contains("\"RecordInterval\":" + 60 * number, "\"StorageTime\":" + 86_400 * number);
  }

  private static String templates(ConsoleTab console) {
    return console.call("live", "DescribeLiveRecordTemplates", "{}");
  }

  private static String rules(ConsoleTab console) {
    return console.call("live", "DescribeLiveRecordRules", "{}");
  }
}
