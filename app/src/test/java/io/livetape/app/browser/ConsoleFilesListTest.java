package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's list of files: every order and filter, its pages, and what becomes of chosen files at the server. */
@ExtendWith(InChromium.class)
class ConsoleFilesListTest {
  private static final int COUNT = 60;
  @AutoClose
  private static LivetapeServer server;

  /** File i is i MB and i seconds long, and came on the i-th day from 2026-01-01 on. */
  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("s"));
    RecordedFile real = server.awaitFiles("s", 1).getFirst();
    server.data().addAll(IntStream.rangeClosed(1, COUNT).mapToObj(i -> file(real, i)).toList());
  }

  @Test
  void everyOrderAndFilter_andThePages_areThoseOfTheServer(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files?stream=many");
    assertThat(tab.page().getByText("60 files")).isVisible();
    for (String[] order : new String[][] {{"Newest first", "n60"}, {"Oldest first", "n01"}, {"Name, from A", "n01"},
        {"Name, from Z", "n60"}, {"Largest first", "n60"}, {"Smallest first", "n01"}, {"Longest first", "n60"},
        {"Shortest first", "n01"}}) {
      tab.page().getByLabel("Order").selectOption(order[0]);
      assertThat(names(tab).first()).hasText(order[1]);
    }
    console.button("Table").click();
    for (String[] column : new String[][] {{"Length", "n60"}, {"Length", "n01"}, {"Size", "n01"}, {"Size", "n60"}, {"Added", "n01"},
        {"Added", "n60"}, {"Name", "n01"}}) {
      console.button(column[0]).click();
      assertThat(names(tab).first()).hasText(column[1]);
    }
    console.button("Next").click();
    assertThat(names(tab).first()).hasText("n49");
    assertThat(tab.page().getByText("49–60 of 60")).isVisible();
    console.button("Previous").click();
    assertThat(names(tab).first()).hasText("n01");
    tab.page().locator(".file-row").first().click();
    assertThat(tab.page()).hasURL(server.http("/console/files/1"));

    console.open("files?stream=many&order=up");
    tab.page().getByLabel("Added from").fill("2026-01-10");
    tab.page().getByLabel("Added until").fill("2026-01-20");
    assertThat(tab.page().getByText("11 files")).isVisible();
    tab.page().getByLabel("At most, in MB").fill("15");
    assertThat(tab.page().getByText("6 files")).isVisible();
    tab.page().getByLabel("At least, in MB").fill("15");
    assertThat(tab.page().getByText("One file")).isVisible();
    assertThat(names(tab)).hasText("n15");
    tab.page().getByLabel("Name begins with").fill("n1");
    tab.page().getByLabel("Format").selectOption("mp4");
    assertThat(tab.page()).hasURL(Pattern.compile("q=n1&.*format=mp4"));
    console.open("files?stream=many&page=7");
    console.button("Go to the first page").click();
    assertThat(names(tab)).hasCount(48);
    console.open("files?format=doc");
    assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("Format");
  }

  @Test
  void chosenFiles_areTaggedAndDeleted_andThoseThatFailStayChosen(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files?stream=many&order=up");
    for (String name : List.of("n01", "n02", "n03")) {
      tab.page().getByLabel("Select " + name).check();
    }
    console.button("Add tags").click();
    console.dialog().getByLabel("Tags").fill("one，two");
    ConsoleTab.press(console.dialog(), "Cancel");
    assertThat(console.button("Add tags")).isFocused();
    console.button("Select none").click();
    assertThat(tab.page().locator(".file-choice:checked")).hasCount(0);
    for (String name : List.of("n01", "n02", "n03")) {
      tab.page().getByLabel("Select " + name).check();
    }
    tab.page().route(url -> url.endsWith("/ModifyMediaInfo"), route -> {
      if (route.request().postData().contains("\"2\"")) {
        route.abort();
      } else {
        route.resume();
      }
    });
    console.button("Add tags").click();
    console.dialog().getByLabel("Tags").fill("one，two");
    ConsoleTab.press(console.dialog(), "Add");
    assertThat(tab.page().getByText("2 tagged")).isVisible();
    Locator notice = tab.page().locator(".notice.bad");
    assertThat(notice).containsText("Could not tag all of them");
    assertThat(notice).containsText("One stays as it was, and selected: The server cannot be reached.");
    assertThat(notice).containsText("Check the network");
    tab.takeComplaints();
    ConsoleTab.press(notice, "Close");
    assertThat(tab.page().locator(".file-choice:checked")).hasCount(1);
    assertThat(tags("1")).containsExactlyInAnyOrder("one", "two");
    assertThat(tags("2")).isEmpty();

    tab.page().getByLabel("Select n04").check();
    console.call("vod", "DeleteMedia", Map.of("FileId", "2"));
    console.button("Delete").click();
    assertThat(console.dialog().locator("bdi")).hasText(new String[] {"n02", "n04"});
    ConsoleTab.press(console.dialog(), "Cancel");
    console.button("Delete").click();
    ConsoleTab.press(console.dialog(), "Delete for good");
    assertThat(tab.page().getByText("2 deleted")).isVisible();
    assertThat(tab.page().getByText("58 files")).isVisible();
    assertThat(server.data().files("many")).extracting(RecordedFile::name).doesNotContain("n02", "n04").contains("n01", "n03");
  }

  @Test
  void fetching_isFollowedByWhoComesLater_andLeavesTheListWhenWished(Tab tab) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    elsewhere.setExecutor(threads);
    elsewhere.createContext("/", exchange -> {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
    });
    elsewhere.start();
    try (threads) {
      ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
      console.button("Upload by URL").click();
      console.dialog().getByLabel("Address of the file").fill("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/slow.mp4");
      ConsoleTab.press(console.dialog(), "Fetch");
      assertThat(tab.page().locator("progress")).isVisible();
      assertThat(asked.await(LivetapeServer.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      tab.page().reload();
      assertThat(tab.page().locator("progress")).isVisible();
      console.glance("files-fetching");
      answer.countDown();
      assertThat(tab.page().locator(".file-uploads [role=alert]")).containsText("404");
      console.button("Remove from this list").click();
      assertThat(tab.page().locator(".file-uploads")).hasCount(0);
    } finally {
      answer.countDown();
      elsewhere.stop(0);
    }
  }

  private static List<String> tags(String id) {
    return server.data().files("many").stream().filter(file -> file.fileId().equals(id)).findFirst().orElseThrow().entry().tags();
  }

  private static Locator names(Tab tab) {
    return tab.page().locator("main .file-name:not(.file-stream)");
  }

  private static RecordedFile file(RecordedFile real, int i) {
    Instant start = Instant.parse("2026-01-01T10:00:00Z").plus(Duration.ofDays(i - 1));
    RecordedFile.Content content = real.content();
    return new RecordedFile(Integer.toString(i), real.videoId(), real.format(), "n%02d".formatted(i),
        new RecordedFile.Origin(real.origin().domain(), "live", "many", "", "", ""), start, start.plusSeconds(i),
        new RecordedFile.Content(i * 1000L, 0, i * 1_000_000L, content.width(), content.height(), content.videoCodec(),
            content.audioCodec()),
        real.blobKeys(), null, start.plusSeconds(i), null, false, real.status());
  }
}
