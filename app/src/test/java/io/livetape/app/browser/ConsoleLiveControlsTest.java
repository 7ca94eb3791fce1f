package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every control of the page Live and of a stream's page, with what it does at the server. */
@ExtendWith(InChromium.class)
@EveryControl(of = {"live", "live/…"})
class ConsoleLiveControlsTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  @AutoClose
  private static LivetapeServer server;
  private static Path clip;

  @BeforeAll
  static void start() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10)));
    server = LivetapeServer.start("recording.time-zone=UTC");
  }

  @Test
  void list_isSorted_searched_andOpened(Tab tab) {
    try (ToolProcess _ = push("alpha"); ToolProcess _ = push("bravo")) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
      assertThat(tab.page().locator("tbody tr")).hasCount(2);
      for (String column : List.of("Stream", "Bitrate", "Viewers", "Live since")) {
        String key = column.replace("Live since", "StartedAt").replace("Stream", "StreamName").replace("Bitrate", "BitsPerSecond");
        awaitQuestion(tab, "\"Sort\":\"" + key + "\",\"Descending\":false", () -> console.button(column).click());
        assertThat(tab.page().getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(column)))
            .hasAttribute("aria-sort", "ascending");
      }
      console.button("Stream").click();
      assertThat(tab.page().locator("tbody tr").first()).containsText("alpha");
      console.button("Stream").click();
      assertThat(tab.page().locator("tbody tr").first()).containsText("bravo");
      tab.page().getByLabel("Find by name").fill("alp");
      assertThat(tab.page().locator("tbody tr")).hasCount(1);
      console.link("alpha").click();
      console.assertAt("alpha Live");
      console.link("Live streams").click();
      assertThat(tab.page().locator("tbody tr")).hasCount(2);
    }
  }

  @Test
  void pages_ofALongList_areTurned(Tab tab) {
    tab.page().route("**/DescribeStreams", route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody("""
        {"Response": {"TotalCount": 120, "Pictures": false, "RequestId": "r", "Streams": [{"AppName": "live", "StreamName": "one",
          "PushSequence": "1", "StartedAt": 1795200000000, "Video": "", "Audio": "AAC", "BitsPerSecond": 1, "FramesPerSecond": 0,
          "KeyFrameSeconds": 0, "Viewers": 0, "Recordings": []}]}}""")));
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "live?page=2");
    awaitQuestion(tab, "\"PageNum\":3", () -> console.button("Next").click());
    assertThat(console.button("Next")).isDisabled();
    awaitQuestion(tab, "\"PageNum\":2", () -> console.button("Previous").click());
  }

  @Test
  void listAndStream_thatCannotBeLoaded_sayWhatFailed_andAreAskedForAgain(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    tab.page().route("**/console/api/console/*", Route::abort);
    tab.page().getByRole(AriaRole.NAVIGATION).getByText("Live").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).hasCount(2);
    assertThat(tab.page().getByText("Forbidden streams: This could not be loaded.")).isVisible();
    console.glance("live-failed");
    console.button("Try again").first().click();
    tab.page().unroute("**/console/api/console/*");
    console.tryAgain();
    assertThat(tab.page().getByText("Nothing is live just now.")).isVisible();

    console.open("live/live/%3Cb%3E");
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("No stream can have this name");
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Correct what you have entered");
    console.button("Try again").click();
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("No stream can have this name");
    tab.takeComplaints();
  }

  @Test
  void stream_isRecordedByATemplate_stopped_dropped_forbidden_andAllowed(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
    assertThat(console.call("live", "CreateLiveRecordTemplate", "{\"TemplateName\":\"sound\",\"AacParam\":{\"Enable\":1,"
        + "\"RecordInterval\":1800,\"StorageTime\":0}}")).doesNotContain("Error");
    try (ToolProcess _ = push("show")) {
      console.link("show").click();
      closedWithoutEffect(console, "live/CreateLiveRecordTemplate", "Record now", "Drop", "Forbid");
      console.button("Record now").click();
      console.glance("record-now");
      console.dialog().getByLabel("As").selectOption("sound");
      console.dialog().getByLabel("For at most so many hours").fill("0.5");
      console.dialogButton("Record now").click();
      assertThat(tab.page().locator("#recordings + .lines")).containsText("AAC");
      // It begins with the next key frame.
      Awaitility.await("a file").atMost(Tab.PATIENCE).until(() -> !server.data().openFileIds().isEmpty());
      closedWithoutEffect(console, "live/CreateRecordTask", "Stop recording");
      console.button("Stop recording").click();
      console.glance("stop-recording");
      console.dialogButton("Stop recording").click();
      assertThat(tab.page().getByText("It is not recorded")).isVisible();

      console.button("Drop").click();
      console.glance("drop");
      console.dialogButton("Drop").click();
      server.awaitNoPush();
      server.awaitFiles("show", 1);
      console.link("Replay page").click();
      assertThat(tab.page()).hasURL(server.http("/watch/live/show"));
      tab.page().goBack();
    }
    try (ToolProcess _ = push("show")) {
      console.button("Forbid").click();
      console.dialog().getByLabel("For so many days").fill("91");
      console.dialogButton("Forbid").click();
      assertThat(console.dialog().getByText("More than 0 and at most 90 days.")).isVisible();
      console.glance("forbid");
      console.dialog().getByLabel("For so many days").fill("2");
      console.dialog().getByLabel("Reason").fill("a reason");
      console.dialogButton("Forbid").click();
      assertThat(tab.page().getByText("This stream may not be pushed.")).isVisible();
      server.awaitNoPush();
    }
    assertThat(state(console)).contains("\"StreamState\":\"forbid\"");
    console.link("Live streams").click();
    assertThat(tab.page().getByText("a reason")).isVisible();
    console.glance("live-forbidden");
    tab.page().getByLabel("Allow again: show").click();
    console.dialogButton("Cancel").click();
    tab.page().getByLabel("Allow again: show").click();
    console.dialogButton("Close").click();
    assertThat(state(console)).contains("\"StreamState\":\"forbid\"");
    tab.page().getByLabel("Allow again: show").click();
    console.glance("allow-again");
    console.dialogButton("Allow again").click();
    assertThat(tab.page().getByText("Forbidden streams")).isHidden();
    assertThat(state(console)).contains("\"StreamState\":\"inactive\"");
  }

  @Test
  void addresses_areMade_andCopied(Tab tab) {
    tab.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "live");
    console.button("Make a push address").first().click();
    console.dialogButton("Close").click();
    console.button("Make a push address").last().click();
    console.dialog().getByLabel("Stream").fill("by-phone");
    console.dialog().getByLabel("Application").fill("live");
    for (String format : List.of("MP4", "HLS", "FLV", "AAC")) {
      console.dialog().getByLabel(format).check();
    }
    console.dialog().getByLabel("MP4").uncheck();
    console.dialog().getByLabel("A push may begin for").selectOption("30 days");
    console.glance("push-address-form");
    console.dialogButton("Make the address").click();
    Locator parts = console.dialog().locator(".part");
    assertThat(parts).hasCount(4);
    for (Locator part : parts.all()) {
      part.getByRole(AriaRole.BUTTON).click();
      tab.awaitCopied(part.locator("code").textContent());
    }
    String url = parts.first().locator("code").textContent();
    assertThat(url).endsWith("&record=hls|flv|aac");
    long endsAtSeconds = Long.parseLong(url.replaceAll(".*txTime=([0-9A-F]+).*", "$1"), 16);
    assertThat(endsAtSeconds).isCloseTo(Instant.now().plus(Duration.ofDays(30)).getEpochSecond(), within(120L));
    console.dialogButton("Make another").click();
    assertThat(console.dialog().getByLabel("Stream")).isVisible();
    console.dialogButton("Close").click();

    try (ToolProcess _ = Ffmpeg.pushForEver(clip, url, LIMIT)) {
      console.link("by-phone").click();
      console.button("Copy HTTP-FLV address").click();
      tab.awaitCopied(server.http("/live/live/by-phone.flv"));
      console.button("Copy HLS address").click();
      String playlist = server.http("/live/live/by-phone.m3u8");
      tab.awaitCopied(playlist);
      tab.page().waitForCondition(() -> tab.page().request().get(playlist).text().startsWith("#EXTM3U"));
      console.button("Push address").click();
      assertThat(console.dialog().getByLabel("Stream")).hasValue("by-phone");
      pushAddressForm(console);
      console.link("/watch/live/by-phone").click();
      assertThat(tab.page()).hasURL(server.http("/watch/live/by-phone"));
    }
  }

  /** The list also asks by itself meanwhile. */
  private static void awaitQuestion(Tab tab, String parameters, Runnable act) {
    tab.page().waitForRequest(request -> request.url().endsWith("/DescribeStreams") && request.postData().contains(parameters), act);
  }

  /** As it is on the page of a stream. */
  private static void pushAddressForm(ConsoleTab console) {
    for (String format : List.of("MP4", "HLS", "FLV", "AAC")) {
      console.dialog().getByLabel(format).check();
    }
    console.dialog().getByLabel("Stream").fill("other");
    console.dialog().getByLabel("Application").fill("other");
    console.dialog().getByLabel("A push may begin for").selectOption("1 hour");
    console.dialogButton("Make the address").click();
    assertThat(console.dialog().locator(".part").first()).containsText("/other/other?txSecret=");
    console.dialogButton("Copy").first().click();
    console.dialogButton("Make another").click();
    console.dialogButton("Close").click();
  }

  /** @param before the last thing that was done */
  private static void closedWithoutEffect(ConsoleTab console, String before, String... names) {
    int count = server.awaitAudit("admin " + before).size();
    for (String name : names) {
      for (String button : List.of("Cancel", "Close")) {
        console.button(name).click();
        console.dialogButton(button).click();
        assertThat(console.dialog()).hasCount(0);
        assertThat(console.button(name)).isFocused();
      }
    }
    assertThat(server.data().audit()).hasSize(count);
  }

  private static String state(ConsoleTab console) {
    return console.call("live", "DescribeLiveStreamState", "{\"DomainName\":\"127.0.0.1\",\"AppName\":\"live\",\"StreamName\":\"show\"}");
  }

  private static ToolProcess push(String stream) {
    return Ffmpeg.pushForEver(clip, server.pushUrl(stream), LIMIT);
  }
}
