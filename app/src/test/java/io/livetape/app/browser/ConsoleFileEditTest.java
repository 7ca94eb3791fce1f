package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's page of one file: what is changed there is so at the server, and everything that leads away leads where it says. */
@ExtendWith(InChromium.class)
class ConsoleFileEditTest {
  private static CallbackReceiver receiver;
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    receiver = CallbackReceiver.start();
    receiver.answer(503);
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "recording.time-zone=UTC",
        "cover.ffmpeg=ffmpeg", "callback.url=" + receiver.url(), "callback.retry-interval=2");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("show"));
    server.awaitFiles("show", 2);
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
  void properties_areSaved_discarded_andTakenBack(Tab tab) throws Exception {
    ConsoleTab console = open(tab, FileFormat.MP4);
    Number outer = (Number) console.call("vod", "CreateClass", Map.of("ParentId", -1, "ClassName", "lessons")).get("ClassId");
    console.call("vod", "CreateClass", Map.of("ParentId", outer, "ClassName", "<b>spring</b>"));
    tab.page().reload();
    field(tab, "Description").fill("not to be kept");
    console.button("Discard changes").click();
    assertThat(field(tab, "Description")).hasValue("");
    assertThat(console.button("Save")).isDisabled();

    field(tab, "Class").selectOption("\u2003<b>spring</b>");
    field(tab, "Tags").fill("one， two;three");
    field(tab, "Is deleted by itself at").fill("2030-01-02T03:04");
    console.glance("file-edited");
    console.button("Save").click();
    assertThat(console.button("Discard changes")).hasCount(0);
    RecordedFile file = file(FileFormat.MP4);
    assertThat(file.entry().classId()).isGreaterThan(outer.longValue());
    assertThat(file.entry().tags()).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(file.expiresAt()).hasToString("2030-01-02T03:04:00Z");

    field(tab, "Class").selectOption("None");
    console.button("Take away the tag one").click();
    console.button("Take away the tag three").click();
    field(tab, "Is deleted by itself at").fill("");
    console.button("Save").click();
    assertThat(console.button("Discard changes")).hasCount(0);
    file = file(FileFormat.MP4);
    assertThat(file.entry().classId()).isZero();
    assertThat(file.entry().tags()).containsExactly("two");
    assertThat(file.expiresAt()).isNull();
    field(tab, "Is deleted by itself at").fill("2020-01-02T03:04");
    console.button("Save").click();
    assertThat(tab.page().locator(".field .error")).containsText("ExpireTime");
  }

  @Test
  void moments_areKeptAtTheServer_andPicturesAreThoseOfTheirTimes(Tab tab) {
    ConsoleTab console = open(tab, FileFormat.MP4);
    Player player = tab.player().awaitReady().seek(2);
    tab.page().getByLabel("What is to be seen where the player stands").fill("a goal");
    console.button("Add").click();
    assertThat(tab.page().locator(".file-moments bdi")).hasText("a goal");
    assertThat(server.data().content().get("vod_file_key_frame")).contains("2000|a goal");
    console.button("Remove the moment at 0:02").click();
    assertThat(tab.page().locator(".file-moments li")).hasCount(0);
    assertThat(server.data().content().get("vod_file_key_frame")).isEmpty();

    Locator bar = tab.page().getByLabel("Seek by picture");
    var box = bar.boundingBox();
    for (double part : List.of(0.1, 0.9)) {
      bar.hover(new Locator.HoverOptions().setPosition(part * box.width, box.height / 2));
      assertThat(tab.page().locator(".file-bar-picture > span")).hasText(part < 0.5 ? "0:00" : "0:04");
    }
    Object last = tab.page().evaluate("() => document.querySelector('.file-bar-picture > div').style.backgroundPosition");
    assertThat(last).isNotEqualTo("0px 0px");
    bar.click(new Locator.ClickOptions().setPosition(0.75 * box.width, box.height / 2));
    player.await("Math.abs(player.currentTime - 3) < 0.3 && !player.seeking");
  }

  @Test
  void forbiddenFile_isNotPlayed_norGivenToOthers_untilItIsAllowed(Tab tab) throws Exception {
    ConsoleTab console = open(tab, FileFormat.HLS);
    tab.player().awaitReady();
    String id = file(FileFormat.HLS).fileId();
    console.call("vod", "ForbidMediaDistribution", Map.of("FileIds", List.of(id), "Operation", "forbid"));
    assertThat(file(FileFormat.HLS).status()).isEqualTo(FileStatus.FORBIDDEN);

    tab.page().getByText("its distribution is forbidden").waitFor();
    assertThat(tab.page().locator("video")).hasCount(0);
    assertThat(tab.page().locator(".file-bar, .file-add")).hasCount(0);
    assertThat(console.button("Share")).hasCount(0);
    assertThat(tab.page().getByText("May not be played", new Page.GetByTextOptions().setExact(true))).isVisible();
    console.glance("file-forbidden");
    tab.page().reload();
    assertThat(tab.page().getByText("its distribution is forbidden")).isVisible();
    console.link("All files").click();
    assertThat(tab.page().locator(".file-card .badge")).hasText("May not be played");
    tab.page().locator(".file-card", new Page.LocatorOptions().setHasText("HLS")).getByRole(AriaRole.LINK).click();

    console.call("vod", "ForbidMediaDistribution", Map.of("FileIds", List.of(id), "Operation", "recover"));
    tab.player().awaitReady().play().await("player.currentTime > 0.3");
    assertThat(console.button("Share")).isVisible();
  }

  @Test
  void whatLeadsAway_leadsThere(Tab tab) {
    tab.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ConsoleTab console = open(tab, FileFormat.HLS);
    String mp4 = file(FileFormat.MP4).fileId();
    console.link("To the MP4, for download").click();
    assertThat(tab.page()).hasURL(server.http("/console/files/" + mp4));
    console.link("live/show").click();
    assertThat(tab.page()).hasURL(server.http("/console/files?stream=show"));
    assertThat(tab.page().locator(".file-card")).hasCount(2);
    tab.page().goBack();

    console.button("Share").click();
    List<String> names = List.of("Watch page address", "Player for other sites' pages", "The media itself");
    List<String> paths = List.of("/watch/" + mp4, "/embed/" + mp4, server.url(file(FileFormat.MP4)).replaceFirst("http://[^/]+", ""));
    for (int i = 0; i < 3; i++) {
      assertThat(tab.page().getByLabel(names.get(i))).hasValue(server.http(paths.get(i)));
      Locator copy = console.dialog().locator(".file-address button").nth(i);
      copy.click();
      assertThat(copy).hasText("Copied");
      assertThat(tab.page().evaluate("() => navigator.clipboard.readText()")).isEqualTo(server.http(paths.get(i)));
      assertThat(server.get(server.http(paths.get(i)))).isNotEmpty();
    }
    ConsoleTab.press(console.dialog(), "Close");
    console.button("Delete").click();
    ConsoleTab.press(console.dialog(), "Cancel");
    assertThat(console.button("Delete")).isFocused();
    assertThat(server.data().files("show")).hasSize(2);
  }

  @Test
  void callbacksAboutTheFile_areFollowed_untilTheyAreThere(Tab tab) {
    open(tab, FileFormat.MP4);
    Locator delivery = tab.page().locator(".file-deliveries > li");
    assertThat(delivery).containsText(Pattern.compile("(Behind others|On its way)\\s*File recorded"));
    receiver.answer(200);
    delivery.getByText("Delivered").waitFor();
    assertThat(receiver.events(100)).isNotEmpty();
  }

  private static ConsoleTab open(Tab tab, FileFormat format) {
    return ConsoleTab.signedIn(tab, server, "files/" + file(format).fileId());
  }

  private static RecordedFile file(FileFormat format) {
    return server.data().files("show", format).getFirst();
  }

  private static Locator field(Tab tab, String name) {
    return tab.page().getByLabel(name, new Page.GetByLabelOptions().setExact(true));
  }
}
