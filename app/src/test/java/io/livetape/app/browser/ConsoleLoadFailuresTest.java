package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page of the console cannot load: it says so in its place, what to do, and shows it when it is asked for again. */
@ExtendWith(InChromium.class)
class ConsoleLoadFailuresTest {
  /**
   * @param source the script that says it
   * @param path of a page that has it; FILE stands for the id of a file, WINDOW for the times of a recording
   * @param shown once the action is answered
   */
  private record Loaded(String source, String path, String action, String shown) {}

  private static final List<Loaded> TABLE = List.of(
      new Loaded("pages/overview.js", "", "console/DescribeOverview", "Last warnings and errors"),
      new Loaded("pages/live.js", "live", "console/DescribeStreams", "Nothing is live just now."),
      new Loaded("pages/live.js", "live", "console/DescribeForbiddenStreams", "Nothing is live just now."),
      new Loaded("pages/live-stream.js", "live/live/show", "console/DescribeStream", "This stream is not live."),
      new Loaded("pages/recording.js", "recording", "live/DescribeLiveRecordRules", "There are no rules."),
      new Loaded("pages/files/list.js", "files", "console/DescribeFiles", "live/show"),
      new Loaded("pages/files/file.js", "files/FILE", "console/DescribeFile", "What it is"),
      new Loaded("pages/files/deliveries.js", "files/FILE", "console/DescribeFileDeliveries", "Nobody was told of it"),
      new Loaded("pages/timeline/streams.js", "timeline", "console/DescribeTimelineStreams", "live/show"),
      new Loaded("pages/timeline/day.js", "timeline/live/show", "console/DescribeTimeline", "What happened"),
      new Loaded("pages/timeline/window.js", "timeline/live/show?WINDOW", "console/DescribeWindow", "Play the window"),
      new Loaded("pages/callbacks.js", "callbacks", "console/DescribeCallbackEndpoints", "Nobody is told of anything."),
      new Loaded("pages/callback-events.js", "callbacks", "console/DescribeCallbackEvents", "Nothing has been sent yet."),
      new Loaded("pages/callback-event.js", "callbacks?event=17", "console/DescribeCallbackEvent", "There is no event 17"),
      new Loaded("pages/settings-domains.js", "settings/domains", "live/DescribeLiveDomains", "There is no domain."),
      new Loaded("pages/settings-api-keys.js", "settings/api-keys", "console/DescribeApiKeys", "There is no API key."),
      new Loaded("pages/settings-users.js", "settings/users", "console/DescribeUsers", "Change the role"),
      new Loaded("pages/settings-storage.js", "settings/storage", "console/DescribeStorage", "Recorded files"),
      new Loaded("pages/settings-audit.js", "settings/audit", "console/DescribeAuditLog", "SignIn"));

  /** In dialogs: tests of their own look at them, of the first one in {@link ConsoleDialogsTest}. */
  private static final List<String> IN_DIALOGS = List.of("pages/callback-template.js", "parts/share.js");

  /** Scripts that say more: the parts that all others are made of, and those that a test of this class looks at. */
  private static final List<String> ALERTS = List.of("parts/form.js", "parts/parts.js", "parts/parts.js", "pages/files/file.js",
      "pages/files/upload.js", "pages/timeline/mp4.js", "pages/timeline/player.js");

  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC");
    Encoders.ffmpegInRealTime(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3))), server.pushUrl("show"));
    server.awaitFiles("show", 1);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void tables_haveEveryPlaceOfTheSources() {
    assertThat(sources("<\\$\\{Failed}")).containsExactlyInAnyOrderElementsOf(
        Stream.concat(TABLE.stream().map(Loaded::source), IN_DIALOGS.stream()).toList());
    assertThat(sources("role=\"alert\"")).containsExactlyInAnyOrderElementsOf(ALERTS);
  }

  private static List<String> sources(String pattern) {
    return ConsoleSources.find(Pattern.compile(pattern), _ -> Stream.of("")).stream().map(found -> found.replace(": ", "")).toList();
  }

  @Test
  void whatCannotBeLoaded_isSaid_andTriedAgain(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/storage");
    for (Loaded each : TABLE) {
      FailingCalls calls = FailingCalls.of(tab.page(), each.action);
      console.open(path(each.path));
      Locator failed = alert(tab, "This could not be loaded.");
      FailingCalls.assertSaysLost(failed);
      calls.refuse();
      console.tryAgain();
      FailingCalls.assertSaysRefused(failed);
      console.glance("not-loaded-" + each.action.replaceFirst(".*/", ""));
      calls.answer();
      console.tryAgain();
      assertThat(alert(tab, FailingCalls.REFUSED)).hasCount(0);
      assertThat(tab.page().getByText(each.shown).first()).isVisible();
    }
    tab.takeComplaints();
  }

  @Test
  void fieldsWithoutWhatThereIsToChoose_sayWhy(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    FailingCalls parts = FailingCalls.of(tab.page(), "vod/DescribeSubAppIds");
    FailingCalls classes = FailingCalls.of(tab.page(), "vod/DescribeAllClass");
    FailingCalls plan = FailingCalls.of(tab.page(), "console/DescribeRecordingPlan");
    List.of(parts, classes, plan).forEach(FailingCalls::refuse);
    console.open("files");
    assertThat(alert(tab, "Part of the account")).containsText(FailingCalls.REFUSED);
    console.glance("without-parts");
    console.open(path("files/FILE"));
    FailingCalls.assertSaysRefused(alert(tab, FailingCalls.REFUSED));
    console.glance("without-classes");
    console.open("recording?stream=show");
    FailingCalls.assertSaysRefused(alert(tab, FailingCalls.REFUSED));
    console.glance("without-plan");
  }

  @Test
  void addresses_thatCannotBeMade_areAskedForAgain(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, path("files/FILE"));
    FailingCalls calls = FailingCalls.of(tab.page(), "console/ShareFile");
    console.button("Share").click();
    FailingCalls.assertSaysLost(console.dialog());
    calls.refuse();
    console.dialogButton("Try again").click();
    FailingCalls.assertSaysRefused(console.dialog());
    console.glance("share-refused");
    calls.answer();
    console.dialogButton("Try again").click();
    assertThat(console.dialog()).containsText("Not signed, because play.key is not set");
    tab.takeComplaints();
  }

  @Test
  void signingIn_thatFails_saysWhy(Tab tab) {
    ConsoleTab console = ConsoleTab.opened(tab, server, "");
    FailingCalls calls = FailingCalls.of(tab.page(), "console/login");
    console.signIn("admin", "any-password");
    FailingCalls.assertSaysLost(alert(tab, FailingCalls.LOST));
    calls.refuse();
    console.button("Sign in").click();
    FailingCalls.assertSaysRefused(alert(tab, FailingCalls.REFUSED));
    console.glance("sign-in-refused");
    tab.takeComplaints();
  }

  @Test
  void windowThatCannotBePlayed_orMadeAFile_saysWhy(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, path("timeline/live/show?WINDOW"));
    FailingCalls calls = FailingCalls.of(tab.page(), "vod/DescribeTaskDetail");
    console.button("Make a file of it").click();
    FailingCalls.assertSaysLost(alert(tab, FailingCalls.LOST));
    calls.refuse();
    FailingCalls.assertSaysRefused(alert(tab, FailingCalls.REFUSED));
    tab.page().route(Pattern.compile("/replay/live/show\\.m3u8"), route -> route.fulfill(
        new Route.FulfillOptions().setStatus(404).setBody("Nothing was recorded then.")));
    console.button("Play the window").click();
    assertThat(alert(tab, "Choose a window in which something was recorded.")).isVisible();
    console.glance("window-refused");

    tab.page().reload();
    tab.page().route("**/DescribeTaskDetail", route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(
        "{\"Response\":{\"Status\":\"FINISH\",\"EditMediaTask\":{\"ErrCode\":70000,\"Message\":\"The disk is full.\"},\"RequestId\":\"r\"}}")));
    console.button("Make a file of it").click();
    assertThat(alert(tab, "The file could not be made:")).containsText("The disk is full.");
    console.glance("window-file-failed");
    tab.takeComplaints();
  }

  @Test
  void fileThatCannotBeFetched_orIsDeletedMeanwhile_isSaidToBe(Tab tab) {
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(3))), server.pushUrl("brief"));
    String id = server.awaitFiles("brief", 1).getFirst().fileId();
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
    console.button("Upload by URL").click();
    console.field("Address of the file").fill(server.http("/none.mp4"));
    console.dialogButton("Fetch").click();
    assertThat(alert(tab, "Failed")).containsText("The address is refused");
    console.glance("file-not-fetched");
    console.open("files/" + id);
    tab.player().awaitReady();
    console.call("vod", "DeleteMedia", Map.of("FileId", id));
    assertThat(alert(tab, "This file was deleted meanwhile.")).isVisible();
    console.glance("file-deleted-meanwhile");
  }

  private static Locator alert(Tab tab, String text) {
    return tab.page().getByRole(AriaRole.ALERT, new Page.GetByRoleOptions()).filter(new Locator.FilterOptions().setHasText(text));
  }

  private static String path(String path) {
    var file = server.data().files("show").getFirst();
    return path.replace("FILE", file.fileId())
        .replace("WINDOW", "from=" + file.startedAt().getEpochSecond() + "&to=" + (file.startedAt().getEpochSecond() + 2));
  }
}
