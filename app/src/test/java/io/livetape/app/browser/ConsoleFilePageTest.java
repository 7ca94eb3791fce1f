package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console's page of one file: played, described, shared, deleted; also where addresses must be signed. */
@ExtendWith(InChromium.class)
class ConsoleFilePageTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Egnp 😀";
  private static Path clip;
  @AutoClose
  private static CallbackReceiver receiver;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", "recording.segment-target=1", "recording.time-zone=Asia/Shanghai",
        "cover.ffmpeg=ffmpeg", "callback.url=" + receiver.url());
    push("show");
  }

  @ParameterizedTest
  @EnumSource
  void file_isPlayed_andLeadsToTheSameInOtherFormats(FileFormat format, Tab tab) {
    ConsoleTab.signedIn(tab, server, path(server, "show", format));
    Player player = tab.player().awaitReady();

    player.play().await("player.currentTime > 0.3");
    player.seek(2.5);
    assertThat(player.seconds()).isCloseTo(2.5, within(0.1));
    assertThat(tab.page().locator(".file-siblings a")).hasCount(3);
    Locator sibling = tab.page().locator(".file-siblings a").first();
    String id = sibling.getAttribute("href").replaceFirst(".*/", "");
    sibling.click();
    assertThat(tab.page().locator(".file-facts code").first()).hasText(id);
    tab.player().awaitReady();
  }

  @Test
  void file_onEveryScreen_withWhatReceiversWereTold(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, path(server, "show", FileFormat.MP4));
    tab.player().awaitReady().seek(2);
    assertThat(tab.page().locator(".file-deliveries .badge").first()).hasText("Delivered");
    tab.page().locator(".file-deliveries summary").first().click();
    assertThat(tab.page().locator(".file-attempts").first()).containsText("HTTP 200");
    console.glance("file-page");
    tab.page().setViewportSize(1280, 2000);
    tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/console-file-whole.png")).setFullPage(true));
    tab.page().getByLabel("Language").selectOption("zh");
    assertThat(tab.page().getByText("基本信息")).isVisible();
    console.look("file-zh");
  }

  @Test
  void pictures_leadThroughTheFile_byMouseAndKeyboard(Tab tab) {
    ConsoleTab.signedIn(tab, server, path(server, "show", FileFormat.MP4));
    Player player = tab.player().awaitReady();
    Locator bar = tab.page().getByLabel("Seek by picture");
    bar.hover();
    assertThat(tab.page().locator(".file-bar-picture")).containsText("0:02");
    tab.page().mouse().move(5, 5);
    assertThat(tab.page().locator(".file-bar-picture")).hasCount(0);
    bar.focus();
    tab.page().keyboard().press("End");
    player.await("player.currentTime > 3.5 && !player.seeking");
    assertThat(tab.page().locator(".file-bar-picture")).isVisible();
  }

  @Test
  void properties_areChanged_mistakesAreToldAtTheirFields_andMomentsAreGoneTo(Tab tab) {
    push("edited");
    RecordedFile file = server.data().files("edited", FileFormat.MP4).getFirst();
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files/" + file.fileId());
    tab.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("x".repeat(65));
    button(tab, "Save").click();
    assertThat(tab.page().locator(".field .error")).containsText("64");
    tab.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(HOSTILE);
    tab.page().getByLabel("Description").fill("the final");
    tab.page().getByLabel("Tags").fill("sport, final");
    tab.page().getByLabel("Is deleted by itself at").fill("2030-01-02T03:04");
    button(tab, "Save").click();
    assertThat(tab.page().locator(".notice.good")).containsText("Saved");
    console.assertAt(HOSTILE.strip());
    assertThat(tab.page().locator("main img")).hasCount(0);
    RecordedFile now = server.data().files("edited", FileFormat.MP4).getFirst();
    assertThat(now.name()).isEqualTo(HOSTILE);
    assertThat(now.entry().tags()).containsExactly("final", "sport");
    assertThat(now.entry().description()).isEqualTo("the final");
    assertThat(now.expiresAt()).hasToString("2030-01-01T19:04:00Z");

    tab.player().awaitReady().seek(2);
    tab.page().getByLabel("What is to be seen where the player stands").fill("a <b>goal</b>");
    tab.page().keyboard().press("Enter");
    assertThat(tab.page().locator(".file-moments bdi")).hasText("a <b>goal</b>");
    tab.player().seek(0);
    button(tab, "Go to 0:02").click();
    tab.player().await("player.currentTime > 1.9 && !player.seeking");
    button(tab, "Remove the moment at 0:02").click();
    assertThat(tab.page().locator(".file-moments li")).hasCount(0);
  }

  @Test
  void download_andPlainShare_leadToTheFile(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, path(server, "show", FileFormat.MP4));
    RecordedFile file = server.data().files("show", FileFormat.MP4).getFirst();
    var download = tab.page().waitForDownload(() -> tab.page().getByRole(AriaRole.LINK,
        new Page.GetByRoleOptions().setName("Download").setExact(true)).click());
    assertThat(download.path()).hasSize(file.content().sizeBytes());
    button(tab, "Share").click();
    assertThat(tab.page().getByRole(AriaRole.DIALOG)).containsText("Not signed, because play.key is not set");
    assertThat(tab.page().getByLabel("Watch page address")).hasValue(server.http("/watch/" + file.fileId()));
    console.glance("file-share");
    tab.page().keyboard().press("Escape");
    assertThat(button(tab, "Share")).isFocused();
  }

  @Test
  void fileThatIsDeletedWhileItPlays_isToldSo(Tab tab) throws Exception {
    push("doomed");
    String path = path(server, "doomed", FileFormat.MP4);
    ConsoleTab console = ConsoleTab.signedIn(tab, server, path);
    tab.player().awaitReady();
    tab.page().evaluate("() => Object.assign(look.element(), { muted: true, loop: true }).play()");
    Page other = tab.page().context().newPage();
    other.navigate(server.http("/console/" + path));
    other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete").setExact(true)).click();
    other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete for good")).click();
    assertThat(other).hasURL(Pattern.compile(".*/console/files$"));
    other.close();

    tab.page().getByText("This file was deleted meanwhile.").waitFor();
    tab.player().await("player.paused");
    console.look("file-gone");
    tab.page().reload();
    assertThat(tab.page().getByText("There is no such file.")).isVisible();
  }

  @Test
  void signedFiles_arePlayedWithTheirCovers_andSharedForATime(Tab tab) {
    try (LivetapeServer own = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1", "play.key=abcdefgh12345678",
        "cover.ffmpeg=ffmpeg")) {
      Encoders.ffmpeg(clip, own.pushUrl("secret"));
      own.awaitFiles("secret", 2);
      for (FileFormat format : new FileFormat[] {FileFormat.MP4, FileFormat.HLS}) {
        if (format == FileFormat.MP4) {
          ConsoleTab.signedIn(tab, own, path(own, "secret", format));
        } else {
          tab.open(own.http("/console/" + path(own, "secret", format)));
        }
        tab.player().awaitReady().seek(2.5);
      }
      tab.open(own.http("/console/files"));
      tab.page().waitForFunction("() => [...document.querySelectorAll('.file-card img')].some((img) => img.naturalWidth > 0)");
      tab.page().locator(".file-open").first().click();
      button(tab, "Share").click();
      tab.page().getByLabel("Good for").selectOption("604800");
      button(tab, "Make addresses").click();
      assertThat(tab.page().getByRole(AriaRole.DIALOG)).containsText("Signed: whoever has them may watch until");
      String address = tab.page().getByLabel("Watch page address").inputValue();
      assertThat(address).contains("?t=", "&sign=");
      tab.open(address);
      tab.player().awaitReady();
    }
  }

  private static void push(String stream) {
    Encoders.ffmpeg(clip, server.pushUrl(stream));
    server.awaitFiles(stream, 4);
  }

  private static String path(LivetapeServer of, String stream, FileFormat format) {
    return "files/" + of.data().files(stream, format).getFirst().fileId();
  }

  private static Locator button(Tab tab, String name) {
    return tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
