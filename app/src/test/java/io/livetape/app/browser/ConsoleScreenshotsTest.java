package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.console.account.Role;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.vod.RecordedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console of somebody who records lectures, for the pictures of its documentation. */
@ExtendWith(InChromium.class)
class ConsoleScreenshotsTest {
  private static CallbackReceiver receiver;
  private static LivetapeServer server;
  private static RecordedFile mp4;
  private static RecordedFile hls;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void record() {
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.time-zone=UTC", "recording.segment-target=2",
        "cover.ffmpeg=ffmpeg", "callback.url=" + receiver.url(), "callback.key=secret", "callback.retry-max=0");
    Encoders.ffmpeg(Lecture.clip(folder), server.pushUrl(Lecture.STREAM));
    server.awaitFiles(Lecture.STREAM, 2);
    mp4 = server.data().files(Lecture.STREAM, FileFormat.MP4).getFirst();
    hls = server.data().files(Lecture.STREAM, FileFormat.HLS).getFirst();
    Lecture.remember(server.data(), mp4, hls);
    server.data().addUser("studio", "studio-password", Role.OPERATOR);
    server.data().addUser("guest", "guest-password", Role.VIEWER);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
    if (receiver != null) {
      receiver.close();
    }
  }

  @Test
  void files_andOneOfThem(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
    String cover = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("slide.png")));
    for (RecordedFile file : server.data().files()) {
      console.call("vod", "ModifyMediaInfo", Map.of("FileId", file.fileId(), "CoverData", cover));
    }
    console.call("vod", "ModifyMediaInfo", Map.of("FileId", mp4.fileId(), "Name", "Colour theory, lecture 5",
        "Description", "Complementary colours, and what they do to greys", "AddTags", List.of("painting", "lecture"),
        "AddKeyFrameDescs", List.of(Map.of("TimeOffset", 12, "Content", "The circle"), Map.of("TimeOffset", 48, "Content", "Questions"))));
    console.call("vod", "ModifyMediaInfo", Map.of("FileId", hls.fileId(), "Name", "Colour theory, lecture 5"));
    tab.page().reload();
    assertThat(tab.page().locator(".file-card")).hasCount(8);
    tab.page().waitForFunction("() => [...document.querySelectorAll('.file-card img')].every((img) => img.naturalWidth > 0)");
    console.look("files");

    console.open("files/" + mp4.fileId());
    tab.player().awaitData().seek(30);
    assertThat(tab.page().getByLabel("Seek by picture")).isVisible();
    tab.page().getByLabel("Seek by picture").focus();
    console.look("file");
  }

  @Test
  void callbacks_andOneOfThem(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
    Awaitility.await("events").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("DELIVERED") >= 4);
    console.call("live", "CreateLiveCallbackTemplate", Map.of("TemplateName", "Library", "Description", "Puts recordings on the shelf",
        "RecordNotifyUrl", receiver.url() + "/library", "CallbackKey", "secret"));
    receiver.answer(503);
    tab.page().reload();
    tab.page().locator("tbody").getByRole(AriaRole.BUTTON).first().click();
    Awaitility.await("it is given up").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("PARKED") == 1);
    tab.page().reload();
    assertThat(tab.page().getByText("did not get there")).isVisible();
    console.look("callbacks");
    tab.page().locator("tbody").getByRole(AriaRole.LINK).first().click();
    assertThat(console.dialog().locator(".cb-attempts li")).hasCount(2);
    console.look("callback-event");
  }

  @Test
  void settings(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/users");
    assertThat(tab.page().locator("tbody tr")).hasCount(3);
    console.look("settings-users");
    for (String domain : List.of("push.example.org", "backup.example.org")) {
      console.call("live", "AddLiveDomain", Map.of("DomainName", domain, "DomainType", 0));
    }
    console.call("live", "AddLiveDomain", Map.of("DomainName", "play.example.org", "DomainType", 1));
    console.call("live", "ModifyLivePushAuthKey", Map.of("DomainName", "push.example.org", "Enable", 1,
        "MasterAuthKey", "key-of-this-term", "BackupAuthKey", "key-of-the-next-term", "AuthDelta", 3600));
    for (String name : List.of("Library", "Timetable of the faculty", "Nightly export")) {
      console.call("console", "CreateApiKey", Map.of("Name", name));
    }
    Object old = console.call("console", "CreateApiKey", Map.of("Name", "Timetable of last year")).get("SecretId");
    console.call("console", "RevokeApiKey", Map.of("Id", old));
    console.call("console", "ModifyUser", Map.of("UserName", "guest", "Role", "operator"));
    console.link("Domains and keys").click();
    console.button("Show: Push keys, push.example.org").click();
    assertThat(tab.page().getByText("key-of-the-next-term")).isVisible();
    tab.page().mouse().move(0, 0);
    console.look("settings-domains");
    console.open("settings/api-keys");
    assertThat(tab.page().locator("tbody tr")).hasCount(4);
    console.look("settings-api-keys");
    tab.page().route("**/DescribeStorage", ConsoleScreenshotsTest::elsewhere);
    console.open("settings/storage");
    assertThat(tab.page().getByText("/srv/livetape")).isVisible();
    console.look("settings-storage");
    console.open("settings/audit");
    assertThat(tab.page().getByText("DescribeLivePushAuthKey")).isVisible();
    console.look("settings-audit");
  }

  /** A data folder as people have it. */
  private static void elsewhere(Route route) {
    APIResponse answer = route.fetch();
    route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(answer.text().replace(server.root().toString(), "/srv/livetape")));
  }
}
