package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files are found, tagged, played, described and deleted without a mouse; dialogs keep the focus, and give it back. */
@ExtendWith(InChromium.class)
class FilesByKeyboardTest {
  private static Path clip;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC", "cover.ffmpeg=ffmpeg");
  }

  @Test
  void files_byKeyboard_areFound_tagged_andDeleted(Tab tab) {
    push("alpha");
    push("beta");
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
    assertThat(tab.page().locator(".file-card", new Page.LocatorOptions().setHasText("live/alpha"))).isVisible();
    console.tabTo(console.button("Upload by URL"));
    console.keys("Enter");
    console.tabTo(tab.page().getByLabel("Address of the file"));
    console.tabBackTo(console.dialog().getByLabel("Close"));
    console.keys("Escape");
    assertThat(console.button("Upload by URL")).isFocused();

    console.tabTo(tab.page().getByLabel("Name begins with"));
    tab.page().keyboard().type("alp");
    assertThat(tab.page().locator(".file-card")).hasCount(1);
    console.tabTo(tab.page().getByLabel("Order"));
    console.keys("ArrowDown");
    assertThat(tab.page().getByLabel("Order")).hasValue("CreatedAt up");
    console.tabTo(console.button("Table"));
    console.keys("Space");
    console.tabTo(tab.page().locator("summary"));
    console.keys("Enter");
    console.tabTo(tab.page().getByLabel("Any of these tags"));
    console.tabTo(tab.page().getByLabel("Select alpha", new Page.GetByLabelOptions().setExact(false)));
    console.keys("Space");
    console.tabBackTo(console.button("Add tags"));
    console.keys("Enter");
    console.tabTo(console.dialog().getByLabel("Tags"));
    tab.page().keyboard().type("final");
    console.keys("Enter", "Enter");
    assertThat(tab.page().getByText("1 tagged")).isVisible();
    assertThat(server.data().files("alpha").getFirst().entry().tags()).containsExactly("final");

    console.tabBackTo(tab.page().getByLabel("All on this page"));
    console.keys("Space");
    console.tabTo(console.button("Delete"));
    console.keys("Enter");
    console.tabTo(console.button("Cancel"));
    console.keys("Enter");
    assertThat(console.button("Delete")).isFocused();
    console.keys("Enter");
    console.tabTo(console.button("Delete for good"));
    console.keys("Enter");
    assertThat(tab.page().getByText("1 deleted")).isVisible();
    assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isFocused();
    assertThat(server.data().files("alpha")).isEmpty();
  }

  @Test
  void file_byKeyboard_isPlayed_described_andDeleted(Tab tab) {
    push("gamma");
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files/" + server.data().files("gamma", FileFormat.MP4).getLast().fileId());
    Player player = tab.player().awaitReady();
    console.tabTo(tab.page().locator("video"));
    console.keys("Space");
    player.await("!player.paused && player.currentTime > 0");
    console.keys("Space");
    player.await("player.paused");
    Locator bar = tab.page().getByLabel("Seek by picture");
    console.tabTo(bar);
    console.keys("Home", "ArrowRight", "ArrowRight", "ArrowRight");
    player.await("Math.abs(player.currentTime - 0.3) < 0.05 && !player.seeking");
    assertThat(tab.page().locator(".file-bar-picture")).isVisible();
    console.tabTo(tab.page().getByLabel("What is to be seen where the player stands"));
    tab.page().keyboard().type("kick-off");
    console.keys("Enter");
    console.tabBackTo(console.button("Go to 0:00"));
    console.keys("Enter");
    assertThat(tab.page().locator("video")).isFocused();

    console.tabTo(tab.page().getByLabel("Description"));
    tab.page().keyboard().type("the final");
    console.keys("Enter");
    assertThat(tab.page().locator(".notice.good")).containsText("Saved");
    assertThat(server.data().files("gamma").getLast().entry().description()).isEqualTo("the final");
    console.tabBackTo(console.button("Share"));
    console.keys("Enter");
    console.tabTo(tab.page().getByLabel("Player for other sites' pages"));
    assertThat(tab.page().evaluate("() => getSelection().toString()").toString()).contains("/embed/");
    console.keys("Escape");
    assertThat(console.button("Share")).isFocused();

    console.tabTo(console.button("Delete"));
    console.keys("Enter");
    console.tabTo(console.button("Delete for good"));
    console.keys("Enter");
    console.assertAt("Files");
    assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isFocused();
    assertThat(server.data().files("gamma")).isEmpty();
  }

  private static void push(String stream) {
    Encoders.ffmpeg(clip, server.pushUrl(stream));
    server.awaitFiles(stream, 1);
  }
}
