package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tags are edited one by one, so that each may be what the API allows, with commas in it as well. */
@ExtendWith(InChromium.class)
class ConsoleTagsTest {
  private static final List<String> WITH_COMMAS = List.of("Rome, Italy", "罗马，意大利", "a;b", "[\"x\"]", "<b>,");
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)));
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC");
    for (String stream : List.of("one", "two", "three", "four")) {
      Encoders.ffmpeg(clip, server.pushUrl(stream));
      server.awaitFiles(stream, 1);
    }
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void tagsWithCommas_stayWhole_whileOthersAreAddedAndTakenAway(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files/" + file("one").fileId());
    tag(console, "one", WITH_COMMAS);
    tab.page().reload();
    assertThat(chips(tab)).hasCount(WITH_COMMAS.size());
    assertThat(console.button("Save")).isDisabled();
    Locator input = field(tab, "Tags");
    input.pressSequentially("sport,final；");
    assertThat(input).hasValue("");
    assertThat(chips(tab)).hasCount(WITH_COMMAS.size() + 2);
    console.button("Take away the tag a;b").click();
    console.button("Take away the tag final").click();
    input.pressSequentially("not ended");
    console.glance("file-tags");
    console.button("Save").click();
    assertThat(console.button("Discard changes")).hasCount(0);

    assertThat(file("one").entry().tags())
        .containsExactlyInAnyOrder("Rome, Italy", "罗马，意大利", "[\"x\"]", "<b>,", "sport", "not ended");
    assertThat(chips(tab)).hasCount(6);
    assertThat(input).hasValue("");
  }

  @Test
  void tagsThatAnotherAddsMeanwhile_areLeft(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files/" + file("two").fileId());
    tag(console, "two", List.of("first", "second"));
    tab.page().reload();
    console.button("Take away the tag first").click();
    tag(console, "two", List.of("third"));
    field(tab, "Tags").fill("second, fourth");
    console.button("Save").click();
    assertThat(console.button("Discard changes")).hasCount(0);

    assertThat(file("two").entry().tags()).containsExactlyInAnyOrder("second", "third", "fourth");
  }

  @Test
  void tags_byKeyboard_areEndedByEnter_andTheFocusStaysAmongThem(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files/" + file("three").fileId());
    Locator input = field(tab, "Tags");
    console.tabTo(input);
    for (String text : List.of("a", "b", "c", "a")) {
      tab.page().keyboard().type(text);
      console.keys("Enter");
    }
    assertThat(chips(tab)).hasText(new String[] {"a×", "b×", "c×"});
    assertThat(input).isFocused();
    console.tabBackTo(console.button("Take away the tag b"));
    console.keys("Enter");
    assertThat(console.button("Take away the tag c")).isFocused();
    console.keys("Space");
    assertThat(console.button("Take away the tag a")).isFocused();
    console.keys("Space");
    assertThat(input).isFocused();
    assertThat(chips(tab)).hasCount(0);
    tab.page().keyboard().type("d");
    console.keys("Enter", "Enter");
    assertThat(tab.page().locator(".notice.good")).containsText("Saved");
    assertThat(file("three").entry().tags()).containsExactly("d");
  }

  @Test
  void filesAreFoundByTagsWithCommas_alsoByTheAddress(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
    tag(console, "four", List.of("Bern, Thun"));
    console.open("files?tags=%5B%22Bern%2C+Thun%22%5D");
    Locator cards = tab.page().locator(".file-card");
    assertThat(cards).hasCount(1);
    assertThat(cards).containsText("live/four");
    assertThat(chips(tab)).hasText(new String[] {"Bern, Thun×"});
    console.glance("files-by-tag");
    console.button("Take away the tag Bern, Thun").click();
    assertThat(cards).hasCount(4);
    assertThat(tab.page()).hasURL(server.http("/console/files"));

    field(tab, "Any of these tags").fill("nobody has it, ");
    assertThat(tab.page().getByText("No file is like this.")).isVisible();
    assertThat(tab.page()).hasURL(server.http("/console/files?tags=nobody+has+it"));
    console.button("Remove all filters").click();
    assertThat(cards).hasCount(4);
    assertThat(chips(tab)).hasCount(0);
  }

  private static void tag(ConsoleTab console, String stream, List<String> tags) {
    console.call("vod", "ModifyMediaInfo", Map.of("FileId", file(stream).fileId(), "AddTags", tags));
  }

  private static Locator chips(Tab tab) {
    return tab.page().locator(".tag-field li");
  }

  private static RecordedFile file(String stream) {
    return server.data().files(stream).getFirst();
  }

  private static Locator field(Tab tab, String name) {
    return tab.page().getByLabel(name, new Page.GetByLabelOptions().setExact(true));
  }
}
