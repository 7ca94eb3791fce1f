package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server refuses, because of who asks or of what is gone meanwhile: the page says what, and what to do, where it was asked for. */
@ExtendWith(InChromium.class)
class ConsoleRefusalsTest {
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC");
    server.data().addUser("olga", "olgas-password", Role.OPERATOR);
    for (String stream : new String[] {"one", "two"}) {
      Encoders.ffmpeg(clip, server.pushUrl(stream));
      server.awaitFiles(stream, 1);
    }
  }

  @Test
  void uploadsThatCannotBeAskedFor_areSaid_andFoundWhenTheyCan(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    console.assertAt("Overview");
    FailingCalls calls = FailingCalls.of(tab.page(), "vod/DescribeTasks");
    console.open("files");
    Locator failed = tab.page().getByRole(AriaRole.ALERT);
    assertThat(failed).containsText("Uploads that are going on: This could not be loaded. The server cannot be reached. Check the network");
    assertThat(tab.page().locator(".file-card")).hasCount(2);
    console.glance("files-without-uploads");
    calls.answer();
    tab.page().waitForResponse("**/DescribeTasks", console::tryAgain);
    assertThat(failed).hasCount(0);
    tab.takeComplaints();
  }

  @Test
  void whoMayNotDoItAnyMore_isToldWhoMay(Tab tab) throws Exception {
    server.data().setRole("olga", Role.OPERATOR);
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files", "olga", "olgas-password");
    assertThat(tab.page().locator(".file-card")).hasCount(2);
    server.data().setRole("olga", Role.VIEWER);

    tab.page().getByLabel("All on this page").check();
    console.button("Add tags").click();
    console.dialog().getByLabel("Tags").fill("final");
    ConsoleTab.press(console.dialog(), "Add");
    assertRefused(notice(tab, "Could not tag all of them"), "2 stay as they were, and selected");
    console.button("Delete").click();
    console.button("Delete for good").click();
    assertRefused(notice(tab, "Could not delete all of them"), "2 stay as they were, and selected");
    assertThat(tab.page().getByText("2 selected")).isVisible();
    console.glance("files-refused");
    console.button("Upload by URL").click();
    tab.page().getByLabel("Address of the file").fill(server.http("/clip.mp4"));
    ConsoleTab.press(console.dialog(), "Fetch");
    assertRefused(console.dialog().getByRole(AriaRole.ALERT), "");
    console.glance("files-upload-refused");
    tab.page().setViewportSize(1280, 1400);
    ConsoleTab.press(console.dialog(), "Cancel");

    tab.page().locator(".file-open").first().click();
    tab.player().awaitReady();
    tab.page().getByLabel("Description").fill("no");
    console.button("Save").click();
    assertRefused(notice(tab, "Could not save what you have changed"), "");
    assertThat(tab.page().getByLabel("Description")).hasValue("no");
    tab.page().getByLabel("What is to be seen where the player stands").fill("nothing");
    console.button("Add").click();
    assertRefused(notice(tab, "Could not describe this moment"), "");
    console.button("Delete").click();
    console.button("Delete for good").click();
    assertRefused(notice(tab, "Could not delete this file"), "");

    tab.page().getByRole(AriaRole.NAVIGATION).first().getByText("Callbacks").click();
    console.button("Add a receiver").click();
    console.dialog().getByLabel("Name").fill("Ann");
    ConsoleTab.press(console.dialog(), "Add");
    assertRefused(console.dialog().getByRole(AriaRole.ALERT), "");
    assertThat(server.data().files()).hasSize(2).allMatch(file -> file.entry().tags().isEmpty());
  }

  @Test
  void fileThatIsDeletedWhileItPlays_isSaidToBe_whenOneSeeks(Tab tab) {
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(90))), server.pushUrl("long", "record=hls"));
    RecordedFile file = server.awaitFiles("long", 1).stream().filter(each -> each.format() == FileFormat.HLS).findFirst().orElseThrow();
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files/" + file.fileId());
    tab.player().awaitReady().play().await("player.currentTime > 0.2");
    // The page asks every five seconds by itself: it is the player that shall find out.
    tab.page().waitForResponse("**/DescribeFile", () -> { });
    console.call("vod", "DeleteMedia", Map.of("FileId", file.fileId()));
    tab.page().evaluate("() => { look.element().currentTime = 80; }");

    tab.page().getByText("This file was deleted meanwhile.").waitFor();
    assertThat(tab.page().getByText("The file is not there any more.")).isVisible();
    assertThat(tab.page().locator("main").getByRole(AriaRole.BUTTON)).hasCount(0);
    assertThat(tab.page().locator("main input")).hasCount(0);
    tab.player().await("player.paused");
    tab.takeComplaints();
    console.link("Go to all files").click();
    console.assertAt("Files");
    server.data().files("long").forEach(each -> console.call("vod", "DeleteMedia", Map.of("FileId", each.fileId())));
  }

  @Test
  void whatIsGoneMeanwhile_isSaidToBe(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
    Object id = console.call("live", "CreateLiveCallbackTemplate",
        Map.of("TemplateName", "Ann", "RecordNotifyUrl", "http://127.0.0.1:9/taken")).get("TemplateId");
    console.call("console", "CreateUser", Map.of("UserName", "gone", "Role", "viewer", "Password", "ten-letters"));
    console.call("live", "AddLiveDomain", Map.of("DomainName", "gone.example.org", "DomainType", 0));
    String key = (String) console.call("console", "CreateApiKey", Map.of("Name", "gone")).get("SecretId");
    tab.page().reload();
    assertThat(console.button("Test: Ann")).isVisible();
    console.call("live", "DeleteLiveCallbackTemplate", Map.of("TemplateId", id));
    console.button("Test: Ann").click();
    ConsoleTab.press(console.dialog(), "Send");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText(
        Pattern.compile("There is no callback template.*reload", Pattern.DOTALL));
    ConsoleTab.press(console.dialog().locator(".actions"), "Close");
    console.button("Add a rule: Ann").click();
    tab.page().getByLabel("Push domain").fill("push.example.org");
    ConsoleTab.press(console.dialog(), "Add the rule");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("emplate");
    ConsoleTab.press(console.dialog(), "Cancel");
    console.button("Change: Ann").click();
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("This could not be loaded.");
    console.keys("Escape");
    console.button("Delete: Ann").click();
    ConsoleTab.press(console.dialog(), "Delete");
    assertThat(notice(tab, "Could not delete the receiver")).containsText("reload");

    console.open("settings/users");
    assertThat(console.button("Delete: gone")).isVisible();
    console.call("console", "DeleteUser", Map.of("UserName", "gone"));
    console.button("New password: gone").click();
    console.dialog().getByLabel("Password").fill("another-password");
    ConsoleTab.press(console.dialog(), "Save");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("There is no user gone.");
    ConsoleTab.press(console.dialog(), "Cancel");
    console.button("Delete: gone").click();
    ConsoleTab.press(console.dialog(), "Delete");
    assertThat(notice(tab, "Could not delete the user")).containsText("There is no user gone.");
    assertThat(console.button("Delete: gone")).hasCount(0);
    console.button("Add a user").click();
    tab.page().getByLabel("Name").fill("admin");
    console.dialog().getByLabel("Password").fill("another-password");
    ConsoleTab.press(console.dialog(), "Add");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("There is a user admin already.");
    ConsoleTab.press(console.dialog(), "Cancel");
    console.button("Delete: admin").click();
    ConsoleTab.press(console.dialog(), "Delete");
    assertThat(notice(tab, "Could not delete the user").last()).containsText("This is the last admin");

    console.open("settings/api-keys");
    assertThat(console.button("Revoke: gone")).isVisible();
    console.call("console", "RevokeApiKey", Map.of("Id", key));
    console.button("Revoke: gone").click();
    ConsoleTab.press(console.dialog(), "Revoke");
    assertThat(notice(tab, "Could not revoke the key")).containsText("There is no valid API key");

    console.open("settings/domains");
    assertThat(console.button("Show: Play keys, gone.example.org")).isVisible();
    console.call("live", "DeleteLiveDomain", Map.of("DomainName", "gone.example.org", "DomainType", 0));
    console.button("Show: Play keys, gone.example.org").click();
    assertThat(notice(tab, "Could not show the keys")).containsText("omain");
    console.button("Delete: gone.example.org").click();
    ConsoleTab.press(console.dialog(), "Delete");
    assertThat(notice(tab, "Could not delete the domain")).isVisible();
    console.button("Add a domain").click();
    tab.page().getByLabel("Name").fill("no domain");
    ConsoleTab.press(console.dialog(), "Add");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("DomainName");
  }

  private static Locator notice(Tab tab, String title) {
    return tab.page().locator(".notice.bad", new Page.LocatorOptions().setHasText(title));
  }

  private static void assertRefused(Locator where, String text) {
    assertThat(where).containsText("This needs the role operator; you are signed in as viewer.");
    assertThat(where).containsText("Ask an admin to do it, or to give you the role.");
    assertThat(where).containsText(text);
  }
}
