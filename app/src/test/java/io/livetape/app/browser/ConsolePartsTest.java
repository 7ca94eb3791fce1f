package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Calls;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts of the account in the console: a recording that a template files in one. */
@ExtendWith(InChromium.class)
class ConsolePartsTest {
  /** Nobody has made it: a template names it, and that is enough. */
  private static final long UNMADE = 1_500_000_077L;
  @AutoClose
  private static LivetapeServer server;
  private static long part;
  private static Path clip;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.segment-target=1", "recording.time-zone=UTC", "recording.formats=mp4");
    part = calls("2018-07-17").call("CreateSubAppId", "{\"Name\":\"<b>Sports</b>\"}").path("SubAppId").asLong();
    recorded("match", part);
    recorded("final", UNMADE);
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    Encoders.ffmpegInRealTime(clip, server.pushUrl("match"));
    Encoders.ffmpegInRealTime(clip, server.pushUrl("own"));
    server.awaitFiles("match", 1);
    server.awaitFiles("own", 1);
  }

  /** A rule files what is recorded of a stream in a part. */
  private static void recorded(String stream, long in) {
    JsonNode template = calls("2018-08-01").call("CreateLiveRecordTemplate",
        "{\"TemplateName\":\"" + stream + "\",\"Mp4Param\":{\"Enable\":1,\"VodSubAppId\":" + in + "}}");
    calls("2018-08-01").call("CreateLiveRecordRule", "{\"DomainName\":\"127.0.0.1\",\"AppName\":\"live\",\"StreamName\":\"" + stream
        + "\",\"TemplateId\":" + template.path("TemplateId").asLong() + "}");
  }

  private static Calls calls(String version) {
    return new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), version);
  }

  @Test
  void filesOfAPart_areChosen_played_changed_andDeleted_andTheOwnOnesStay(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
    assertThat(tab.page().locator(".file-card")).hasCount(1);
    assertThat(tab.page().locator(".file-card")).containsText("live/own");
    choice(tab).selectOption(Long.toString(part));
    assertThat(tab.page()).hasURL(Pattern.compile("files\\?part=" + part + "$"));
    assertThat(tab.page().locator(".file-card")).hasCount(1);
    assertThat(tab.page().locator(".file-card")).containsText("live/match");
    assertThat(choice(tab).locator("option[value='" + part + "']")).hasText("<b>Sports</b> (" + part + ")");
    console.look("files-part");

    tab.page().locator(".file-open").click();
    assertThat(tab.page()).hasURL(Pattern.compile("files/\\d+\\?part=" + part + "$"));
    tab.player().awaitReady().seek(2);
    tab.page().getByLabel("Description").fill("the final");
    console.button("Save").click();
    Awaitility.await("saved").atMost(LivetapeServer.PATIENCE)
        .until(() -> server.data().files("match").getFirst().entry().description().equals("the final"));
    tab.page().reload();
    tab.player().awaitReady();

    String alone = tab.page().url().replaceFirst("\\?.*", "");
    tab.page().navigate(alone);
    assertThat(tab.page().getByText("There is no such file.")).isVisible();
    tab.page().goBack();
    console.button("Delete").click();
    console.button("Delete for good").click();
    assertThat(tab.page()).hasURL(Pattern.compile("files\\?part=" + part + "$"));
    assertThat(tab.page().locator(".file-card")).hasCount(0);
    choice(tab).selectOption("");
    assertThat(tab.page().locator(".file-card").first()).containsText("live/own");
    assertThat(server.data().files("match", FileFormat.MP4)).noneMatch(file -> file.entry().description().equals("the final"));
  }

  @Test
  void windowOfAStream_becomesAFile_inThePartThatItsRecordingIsIn(Tab tab) {
    Encoders.ffmpegInRealTime(clip, server.pushUrl("final"));
    server.awaitFiles("final", 1);
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "timeline/live/final");
    tab.page().locator(".happened li").filter(new Locator.FilterOptions().setHasText("Recorded")).first()
        .getByRole(AriaRole.BUTTON).click();
    choice(tab).selectOption(Long.toString(UNMADE));
    console.button("Make a file of it").click();
    Locator made = tab.page().locator(".made a").first();
    assertThat(made).hasAttribute("href", Pattern.compile("/console/files/\\d+\\?part=" + UNMADE + "$"));
    made.click();
    tab.player().awaitReady();
    String fileId = tab.page().url().replaceFirst(".*/files/(\\d+)\\?.*", "$1");
    assertThat(server.data().files()).filteredOn(file -> file.fileId().equals(fileId))
        .singleElement().satisfies(file -> assertThat(file.entry().subAppId()).isEqualTo(UNMADE));
  }

  @Test
  void template_filesItsRecordingsInAPart(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "recording");
    console.button("New template").click();
    tab.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("other");
    tab.page().getByLabel("Record as MP4").check();
    choice(tab).selectOption(Long.toString(part));
    console.button("Make the template").click();
    assertThat(tab.page().getByText("The template is saved")).isVisible();
    JsonNode templates = calls("2018-08-01").call("DescribeLiveRecordTemplates", "{}");
    assertThat(templates.path("Templates")).anySatisfy(each -> {
      assertThat(each.path("TemplateName").asText()).isEqualTo("other");
      assertThat(each.path("Mp4Param").path("VodSubAppId").asLong()).isEqualTo(part);
    });
  }

  @Test
  void partsThatCannotBeAskedFor_areSaid_andAskedForAgain(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    console.assertAt("Overview");
    Pattern question = Pattern.compile("/console/api/console/DescribeUsedParts$");
    tab.page().route(question, Route::abort);
    console.open("files");
    assertThat(tab.page().getByText("Part of the account: This could not be loaded.")).isVisible();
    assertThat(tab.page().locator(".file-card").first()).isVisible();

    tab.page().unroute(question);
    console.tryAgain();
    assertThat(choice(tab)).isVisible();
    tab.takeComplaints();
  }

  private static Locator choice(Tab tab) {
    return tab.page().getByLabel("Part of the account");
  }
}
