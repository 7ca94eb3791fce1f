package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the console shows in the place of what is not there, at a server on which nothing has happened yet. */
@ExtendWith(InChromium.class)
class ConsoleEmptyStatesTest {
  private static final Pattern EMPTY = Pattern.compile("<\\$\\{Empty}\\s+heading=\\$\\{((?:[^{}]|\\{[^{}]*})*)}");
  private static final String BROKEN = "This page could not be loaded.";
  private static final String FORBIDDEN = "This stream may not be pushed.";

  /** By the addresses of the pages that have them, their headings. */
  private static final Map<String, List<String>> PAGES = pages();

  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC");
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  private static Map<String, List<String>> pages() {
    Map<String, List<String>> pages = new LinkedHashMap<>();
    pages.put("nowhere", List.of("There is nothing at this address."));
    pages.put("live", List.of("Nothing is live just now."));
    pages.put("live?q=zebra", List.of("No live stream has this in its name."));
    pages.put("live/live/show", List.of("This stream is not live."));
    pages.put("recording", List.of("There are no rules.", "There are no templates."));
    pages.put("files", List.of("There are no files yet."));
    pages.put("files?q=zebra", List.of("No file is like this."));
    pages.put("files?page=9", List.of("There is nothing on this page."));
    pages.put("files/700000000000000000", List.of("There is no such file."));
    pages.put("timeline", List.of("There are no streams yet."));
    pages.put("timeline?q=zebra", List.of("No stream has this in its name."));
    pages.put("timeline/live/show", List.of("Nothing happened to this stream on this day."));
    pages.put("callbacks", List.of("Nobody is told of anything.", "Nothing has been sent yet."));
    pages.put("callbacks?stream=zebra", List.of("No event is like this."));
    pages.put("settings/domains", List.of("There is no domain."));
    pages.put("settings/api-keys", List.of("There is no API key."));
    pages.put("settings/audit?user=nobody", List.of("Nothing is written here."));
    pages.put("settings/audit?page=9", List.of("There is nothing on this page."));
    pages.put("settings/zebra", List.of("There is nothing here for you."));
    return pages;
  }

  @Test
  void table_hasEveryEmptyStateOfTheSources() {
    List<String> found = ConsoleSources.find(EMPTY, match -> ConsoleSources.texts(match.group(1)));
    assertThat(ConsoleSources.find(EMPTY, _ -> Stream.of("one"))).as("those whose heading this test can read")
        .isEqualTo(ConsoleSources.find(Pattern.compile("<\\$\\{Empty}"), _ -> Stream.of("one")));
    List<String> expected = new ArrayList<>(PAGES.values().stream().flatMap(Collection::stream).toList());
    expected.addAll(List.of(BROKEN, FORBIDDEN));
    assertThat(found).map(each -> each.replaceFirst("^[^:]+: ", "")).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void emptyPlaces_areWithoutFault(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    PAGES.forEach((path, headings) -> {
      console.open(path);
      headings.forEach(heading -> assertShown(tab, heading));
      console.glance("empty-" + path.replaceAll("[^a-z]+", "-"));
    });
    console.call("live", "ForbidLiveStream", Map.of("DomainName", "127.0.0.1", "AppName", "live", "StreamName", "show"));
    console.open("live/live/show");
    assertShown(tab, FORBIDDEN);
    console.glance("empty-forbidden");
  }

  @Test
  void pageWhoseScriptDoesNotCome_isWithoutFault(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    tab.page().route("**/pages/files.js", Route::abort);
    console.open("files");
    assertShown(tab, BROKEN);
    console.glance("empty-broken");
    tab.takeComplaints();
  }

  private static void assertShown(Tab tab, String heading) {
    assertThat(tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setExact(true))).isVisible();
  }
}
