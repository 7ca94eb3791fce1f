package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.console.account.Role;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's list of files: found, sorted, chosen, tagged, deleted, fetched from elsewhere. */
@ExtendWith(InChromium.class)
class ConsoleFilesPageTest {
  private static final int MANY = 10_000;
  private static final int SMOOTH_MAX_MS = 1000;
  private static final String HOSTILE = "<b>bold</b>\"'&amp;${x} \u202Egnp.exe 😀👩‍👩‍👧 שלום \u0007";
  private static Path clip;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", "recording.time-zone=UTC", "cover.ffmpeg=ffmpeg");
    for (String stream : List.of("morning", "noon", "evening")) {
      Broadcast.of(clip).push(server.pushUrl(stream));
      server.awaitFiles(stream, 4);
    }
    Awaitility.await("covers").atMost(LivetapeServer.PATIENCE)
        .until(() -> server.data().files().stream().filter(file -> file.entry().coverKey() != null).count() >= 9);
  }

  @Test
  void files_areFoundByTheBeginningOfTheirNames_andWhatTheyAreLike_alsoAfterAReload(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files");
    console.assertAt("Files");
    assertThat(cards(tab)).hasCount(12);
    assertThat(tab.page().locator(".file-card img").first()).isVisible();
    console.glance("files-grid");

    tab.page().getByLabel("Name begins with").fill("even");
    assertThat(cards(tab)).hasCount(4);
    tab.page().getByText("Filters").click();
    tab.page().getByLabel("Format").selectOption("mp4");
    assertThat(cards(tab)).hasCount(1);
    assertThat(cards(tab).first()).containsText("live/evening");
    tab.page().reload();
    assertThat(cards(tab)).hasCount(1);
    assertThat(tab.page().getByLabel("Name begins with")).hasValue("even");
    tab.page().getByLabel("At least, in MB").fill("5000");
    assertThat(tab.page().getByText("No file is like this.")).isVisible();
    button(tab, "Show all files").click();
    assertThat(cards(tab)).hasCount(12);

    tab.page().getByLabel("Stream (its whole name)").fill("noon");
    assertThat(cards(tab)).hasCount(4);
    tab.page().getByLabel("Added from").fill("2099-01-01");
    assertThat(tab.page().getByText("No file is like this.")).isVisible();
    button(tab, "Remove all filters").click();
    assertThat(cards(tab)).hasCount(12);
  }

  @Test
  void table_isSortedByItsColumns_andByTheKeyboard(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "files?look=table");
    Locator names = tab.page().locator("tbody .file-row bdi");
    assertThat(names).hasCount(12);
    console.look("files-table");
    tab.page().setViewportSize(1280, 1000);

    button(tab, "Name").focus();
    tab.page().keyboard().press("Enter");
    assertThat(names.first()).containsText("evening");
    assertThat(tab.page().locator("th[aria-sort=ascending]")).hasText("Name↑");
    button(tab, "Name").click();
    assertThat(names.first()).containsText("noon");
    tab.page().getByLabel("Order").selectOption("SizeBytes up");
    assertThat(tab.page().locator("tbody tr").first()).containsText("AAC");
    assertThat(tab.page().locator("th[aria-sort=ascending]")).hasText("Size↑");
  }

  @Test
  void chosenFiles_areTagged_foundByTheTag_andDeleted(Tab tab) {
    try (LivetapeServer own = LivetapeServer.start("recording.formats=mp4")) {
      IntStream.range(0, 3).forEach(i -> {
        Broadcast.of(clip).push(own.pushUrl("s" + i));
        own.awaitFiles("s" + i, 1);
      });
      ConsoleTab.signedIn(tab, own, "files");
      assertThat(cards(tab)).hasCount(3);
      tab.page().getByLabel("Select s0", new Page.GetByLabelOptions().setExact(false)).check();
      tab.page().getByLabel("Select s1", new Page.GetByLabelOptions().setExact(false)).check();
      assertThat(tab.page().getByText("2 selected")).isVisible();
      button(tab, "Add tags").click();
      tab.page().getByRole(AriaRole.DIALOG).getByLabel("Tags").fill("final， sport");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator(".tag-field li")).hasCount(2);
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().getByText("2 tagged")).isVisible();
      assertThat(tab.page().locator(".file-tags li")).hasCount(4);

      tab.page().getByLabel("All on this page").check();
      assertThat(tab.page().getByText("3 selected")).isVisible();
      button(tab, "Select none").click();
      tab.page().getByText("Filters").click();
      tab.page().getByLabel("Any of these tags").fill("sport");
      assertThat(cards(tab)).hasCount(2);
      tab.page().getByLabel("All on this page").check();
      button(tab, "Delete").click();
      assertThat(tab.page().getByRole(AriaRole.DIALOG)).containsText("Delete 2 files?");
      button(tab, "Delete for good").click();
      assertThat(tab.page().getByText("2 deleted")).isVisible();
      assertThat(tab.page().getByText("No file is like this.")).isVisible();
      assertThat(own.data().files()).hasSize(1);
    }
  }

  @Test
  void file_isFetchedFromAnAddress_andWhatFailsIsToldWhereItWasAsked(Tab tab) throws Exception {
    HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext("/clip.mp4", exchange -> {
      exchange.sendResponseHeaders(200, Files.size(clip));
      Files.copy(clip, exchange.getResponseBody());
      exchange.close();
    });
    elsewhere.start();
    try (LivetapeServer own = LivetapeServer.start()) {
      String root = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
      ConsoleTab console = ConsoleTab.signedIn(tab, own, "files");
      assertThat(tab.page().getByText("There are no files yet.")).isVisible();
      console.glance("files-empty");
      button(tab, "Upload by URL").click();
      tab.page().getByLabel("Address of the file").fill("no address");
      tab.page().keyboard().press("Enter");
      assertThat(tab.page().locator("dialog .error")).hasText("`MediaUrl` must be an http or https address.");
      tab.page().getByLabel("Address of the file").fill(root + "/clip.mp4");
      tab.page().getByLabel("Name (may be empty)").fill("from elsewhere");
      button(tab, "Fetch").click();
      assertThat(tab.page().locator(".file-uploads .badge")).hasText("Done");
      assertThat(cards(tab)).hasCount(1);

      button(tab, "Upload by URL").click();
      tab.page().getByLabel("Address of the file").fill(root + "/none.mp4");
      button(tab, "Fetch").click();
      assertThat(tab.page().locator(".file-uploads [role=alert]")).containsText("404");
      tab.page().setViewportSize(1280, 1000);
      console.look("files-uploads");
      tab.page().getByText("Open the file").click();
      console.assertAt("from elsewhere");
    } finally {
      elsewhere.stop(0);
    }
  }

  @Test
  void viewer_seesFiles_andIsOfferedNothingThatChangesThem(Tab tab) {
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    ConsoleTab.signedIn(tab, server, "files", "vera", "viewer-password");

    assertThat(cards(tab)).hasCount(12);
    assertThat(tab.page().locator("main").getByRole(AriaRole.CHECKBOX)).hasCount(0);
    assertThat(button(tab, "Upload by URL")).hasCount(0);
    cards(tab).first().getByRole(AriaRole.LINK).click();
    assertThat(tab.page().getByText("What it is")).isVisible();
    assertThat(button(tab, "Delete")).hasCount(0);
    assertThat(tab.page().getByLabel("Description")).hasCount(0);
  }

  @Test
  void manyFiles_withHostileNames_areText_andPagesTurnQuickly(Tab tab) throws Exception {
    try (LivetapeServer own = LivetapeServer.start("recording.formats=mp4")) {
      Broadcast.of(clip).push(own.pushUrl("s"));
      RecordedFile real = own.awaitFiles("s", 1).getFirst();
      own.data().addAll(IntStream.rangeClosed(1, MANY).mapToObj(i -> named(real, i, i == MANY ? HOSTILE + "x".repeat(900) : "file " + i))
          .toList());
      ConsoleTab console = ConsoleTab.signedIn(tab, own, "files");
      assertThat(tab.page().getByText("More than 5,000 files")).isVisible();
      assertThat(cards(tab)).hasCount(48);
      assertThat(tab.page().locator("main b")).hasCount(0);
      assertThat(tab.page().locator(".file-card .file-name").first().textContent()).startsWith(HOSTILE);
      console.glance("files-many");
      tab.page().setViewportSize(1280, 1000);
      for (String look : List.of("Pictures", "Table")) {
        button(tab, look).click();
        double nextPageMs = Math.min(nextPageMs(tab), nextPageMs(tab));
        System.out.printf("10,000 files, next page as %s: %.0f ms%n", look, nextPageMs);
        assertThat(nextPageMs).isLessThan(SMOOTH_MAX_MS);
      }
      tab.page().getByLabel("Order").selectOption("Name down");
      assertThat(tab.page().locator("tbody .file-row bdi").first()).containsText("s_");
    }
  }

  /** From the click to the next page's first file in the page. */
  private static double nextPageMs(Tab tab) {
    return ((Number) tab.page().evaluate("""
        async () => {
          const first = () => document.querySelector("main .file-open, main .file-row").href;
          const [before, begun] = [first(), performance.now()];
          [...document.querySelectorAll(".pager button")].at(-1).click();
          while (first() === before) { await new Promise(requestAnimationFrame); }
          return performance.now() - begun;
        }""")).doubleValue();
  }

  private static RecordedFile named(RecordedFile real, int i, String name) {
    Instant start = real.startedAt().plusSeconds(i);
    return new RecordedFile(Integer.toString(i), real.videoId(), real.format(), name, real.origin(), start, start.plusSeconds(2),
        real.content(), real.blobKeys(), null, start.plusSeconds(2), null, false, real.status());
  }

  private static Locator cards(Tab tab) {
    return tab.page().locator(".file-card");
  }

  private static Locator button(Tab tab, String name) {
    return tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
