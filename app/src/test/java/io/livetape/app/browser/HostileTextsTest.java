package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Texts that people and programs give to the console: nothing of them is run, none turns or widens what is around it, and what is too
 * long is said to be.
 */
@ExtendWith(InChromium.class)
class HostileTextsTest {
  private static final List<String> HOSTILE = List.of("⟦<script>alert(1)</script>⟧",
      "⟦\"><img src=x onerror=alert(1)>' {{x}} ${y} &lt;⟧",
      "⟦\u202Egnp.exe\u2067 شريط 😀👩‍👩‍👧⟧", "⟦\u0007\u0001\u001b[31m\t\uFEFF\u200B⟧",
      "\u2067⟦\u05D0\u05D1⟧", "\u2069\u202E⟦ab⟧", "⟦" + "wide".repeat(15) + "⟧");
  private static final String TEN_KILOBYTES = "⟦" + "\u05E9wide".repeat(2000) + "⟧";
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC", "callback.retry-max=0");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show"));
    server.awaitFiles("show", 1);
  }

  @Test
  void textsOfFiles_areTexts(Tab tab) throws Exception {
    RecordedFile file = server.data().files("show").getFirst();
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
    tab.page().setViewportSize(375, 812);
    for (String text : HOSTILE) {
      Object id = console.call("vod", "CreateClass", Map.of("ParentId", -1, "ClassName", shortened(text, 20))).get("ClassId");
      console.call("vod", "ModifyMediaInfo",
          Map.of("FileId", file.fileId(), "Name", text, "Description", text, "ClassId", id, "ClearTags", 1, "ClearKeyFrameDescs", 1));
      console.call("vod", "ModifyMediaInfo", Map.of("FileId", file.fileId(), "AddTags", List.of(shortened(text, 30))));
      console.call("vod", "ModifyMediaInfo",
          Map.of("FileId", file.fileId(), "AddKeyFrameDescs", List.of(Map.of("TimeOffset", 1, "Content", text))));
      console.open("files");
      assertThat(tab.page().locator(".file-card .file-name").textContent()).isEqualTo(shown(text));
      console.button("Table").click();
      assertThat(tab.page().locator("tbody .file-name").first().textContent()).isEqualTo(shown(text));
      assertHarmless(tab);
      tab.page().getByRole(AriaRole.CHECKBOX).last().check();
      console.button("Delete").click();
      assertThat(console.dialog().locator("bdi").textContent()).isEqualTo(shown(text));
      assertHarmless(tab);
      console.open("files/" + file.fileId());
      tab.player().awaitReady();
      assertThat(tab.page().locator("h1").textContent()).isEqualTo(shown(text));
      assertThat(tab.page().locator(".file-moments bdi").textContent()).isEqualTo(shown(text));
      assertThat(tab.page().title()).contains("Files · Livetape");
      assertHarmless(tab);
      console.button("Delete").click();
      assertHarmless(tab);
    }
    console.glance("file-hostile");
  }

  @Test
  void textsOfFiles_thatAreTooLong_areRefusedAtTheirFields(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files/" + server.data().files("show").getFirst().fileId());
    tab.page().setViewportSize(375, 812);
    tab.player().awaitReady();
    Map<String, Integer> limits = Map.of("Name", 64, "Description", 128, "Tags", 32);
    for (Map.Entry<String, Integer> limit : limits.entrySet()) {
      Locator input = tab.page().getByLabel(limit.getKey(), new Page.GetByLabelOptions().setExact(true));
      String before = input.inputValue();
      for (String text : List.of(TEN_KILOBYTES, "\u202E" + "x".repeat(limit.getValue()))) {
        input.fill(text);
        console.button("Save").click();
        assertThat(input).hasAttribute("aria-invalid", "true");
        assertThat(tab.page().locator(".field .error"))
            .containsText(text.equals(TEN_KILOBYTES) ? "at most 4096 bytes" : limit.getValue() + " characters");
        assertHarmless(tab);
      }
      console.button("Discard changes").click();
      assertThat(input).hasValue(before);
    }
    tab.page().getByLabel("What is to be seen where the player stands").fill(TEN_KILOBYTES);
    console.button("Add").click();
    assertThat(tab.page().locator(".file-moments bdi").first()).hasText(TEN_KILOBYTES.substring(0, 128));
    console.open("files?q=" + "x".repeat(3000) + "&tags=%3Cb%3E");
    assertThat(tab.page().getByText("No file is like this.")).isVisible();
    console.button("Upload by URL").click();
    console.dialog().getByLabel("Address of the file").fill("http://127.0.0.1:9/" + TEN_KILOBYTES);
    console.dialog().getByLabel("Name (may be empty)").fill(TEN_KILOBYTES);
    ConsoleTab.press(console.dialog(), "Fetch");
    assertThat(console.dialog().locator(".error").first()).isVisible();
    assertHarmless(tab);
  }

  @Test
  void textsOfReceivers_areTexts(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "callbacks");
    tab.page().setViewportSize(375, 812);
    for (String text : HOSTILE) {
      Map<String, Object> template = new HashMap<>(Map.of("TemplateName", text, "Description", text.repeat(5).replace("⟧⟦", ""),
          "RecordNotifyUrl", "http://127.0.0.1:9/'onerror='alert(1)/\u202Egnp"));
      template.put("StreamBeginNotifyUrl", "http://127.0.0.1:9/" + "a".repeat(900));
      console.call("live", "CreateLiveCallbackTemplate", template);
    }
    tab.page().reload();
    assertThat(tab.page().locator(".cb-receiver")).hasCount(HOSTILE.size());
    assertHarmless(tab);
    for (int i = 0; i < HOSTILE.size(); i++) {
      for (int button = 0; button < 4; button++) {
        tab.page().locator(".cb-receiver").nth(i).locator(".actions button").nth(button).click();
        assertThat(button == 2 ? console.dialog().getByLabel("Description") : console.dialog()).isVisible();
        assertThat(console.dialog().locator("h2").textContent()).contains("⟧");
        assertHarmless(tab);
        console.keys("Escape");
      }
    }
    console.glance("callbacks-hostile");
    tab.page().setViewportSize(375, 812);
    console.button("Add a receiver").click();
    console.dialog().getByLabel("Name").fill(TEN_KILOBYTES);
    ConsoleTab.press(console.dialog(), "Add");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("TemplateName");
    assertThat(tab.page().evaluate("() => look.sticksOut()")).isEqualTo(List.of());
  }

  @Test
  void namesOfKeysAndUsers_areTexts_orRefused(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/api-keys");
    tab.page().setViewportSize(375, 812);
    for (String text : HOSTILE) {
      console.button("Add a key").click();
      console.dialog().getByLabel("Name").fill(text);
      ConsoleTab.press(console.dialog(), "Add");
      if (text.chars().anyMatch(Character::isISOControl)) {
        assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("1 to 64 printable characters");
        assertHarmless(tab);
        ConsoleTab.press(console.dialog(), "Cancel");
      } else {
        ConsoleTab.press(console.dialog(), "I have it");
        tab.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(shown(text))).getByRole(AriaRole.BUTTON).click();
        assertThat(console.dialog().locator("h2").textContent()).contains(shown(text));
        assertHarmless(tab);
        console.keys("Escape");
      }
    }
    console.open("settings/users");
    for (String name : List.of(HOSTILE.get(0), TEN_KILOBYTES, "\u202Eanna")) {
      console.button("Add a user").click();
      console.dialog().getByLabel("Name").fill(name);
      console.dialog().getByLabel("Password").fill("ten-letters");
      ConsoleTab.press(console.dialog(), "Add");
      assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("1 to 64 letters, digits");
      assertHarmless(tab);
      ConsoleTab.press(console.dialog(), "Cancel");
    }
    console.button("Add a user").click();
    console.dialog().getByLabel("Name").fill("\u05D3\u05E0\u05D9\u05D0\u05DC@" + "x".repeat(50));
    console.dialog().getByLabel("Password").fill("ten-letters");
    ConsoleTab.press(console.dialog(), "Add");
    assertThat(tab.page().locator("tbody tr")).hasCount(2);
    assertHarmless(tab);
    console.open("settings/audit");
    assertThat(tab.page().locator("tbody tr").first()).isVisible();
    assertThat(tab.page().evaluate("() => look.sticksOut()")).isEqualTo(List.of());
  }

  /** With an end for what it begins, without the end of what it does not. */
  private static String shown(String text) {
    return text.indexOf('\u2067') >= 0 ? text + '\u2069' : text.replace("\u2069", "");
  }

  /** Its beginning, closed as the whole. */
  private static String shortened(String text, int lengthMax) {
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax) + "⟧";
  }

  /** Nothing of it became an element, turns what is beside it, or makes the page wider than a phone. */
  private static void assertHarmless(Tab tab) {
    assertThat(tab.page().locator("main img[src=x], dialog img[src=x], main script, dialog script")).hasCount(0);
    assertThat(tab.page().evaluate("() => look.looseNames()")).isEqualTo(List.of());
    assertThat(tab.page().evaluate("() => look.turnedTexts()")).isEqualTo(List.of());
    assertThat(tab.page().evaluate("() => look.sticksOut()")).isEqualTo(List.of());
  }
}
