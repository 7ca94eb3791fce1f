package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.console.account.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The page Live with many streams that are really pushed, to a server in a process of its own: {@code -Dlivetape.live-streams=500} makes
 * them five hundred, and watches for longer. Prints what it measures.
 */
@ExtendWith(InChromium.class)
class ConsoleCrowdTest {
  private static final int PAGE = 50;
  private static final int COUNT = Integer.getInteger("livetape.live-streams", 60);
  private static final int UPDATES = COUNT >= 500 ? 15 : 3;
  private static final int FRAMES = COUNT >= 500 ? 900 : 120;

  @Test
  void manyRealStreams_areListedSoon_followed_andFound_whileOneScrolls(Tab tab) {
    try (LivetapeServer server = LivetapeServer.startProcess("recording.time-zone=UTC", "cover.ffmpeg=")) {
      server.data().addUser("olga", "operator-password", Role.OPERATOR);
      try (PushCrowd crowd = PushCrowd.push(server, COUNT)) {
        Awaitility.await("all are live").atMost(LivetapeServer.PATIENCE).until(() -> server.metric("livetape_streams_live") == COUNT);
        ConsoleTab console = ConsoleTab.signedIn(tab, server, "live", "olga", "operator-password");
        console.assertAt("Live");
        assertFull(tab);
        tab.page().addInitScript(script());
        console.open("live");
        assertFull(tab);
        look(tab);
        browse(tab, console);
        crowd.assertAllGoOn();
      }
    }
  }

  /** Follows it for a while, then scrolls, and prints what came of both. */
  private static void look(Tab tab) {
    double firstListMs = number(tab.page().evaluate("() => crowd.firstListMs"));
    tab.page().waitForFunction("count => crowd.updates().length > count", UPDATES, new Page.WaitForFunctionOptions().setTimeout(60_000));
    List<Map<String, Object>> updates = maps(tab.page().evaluate("() => crowd.updates().slice(1)"));
    List<Double> askedMs = updates.stream().map(each -> number(each.get("askedMs"))).sorted().toList();
    List<Double> drawnMs = updates.stream().map(each -> number(each.get("drawnMs"))).sorted().toList();
    List<Double> tasksMs = numbers(tab.page().evaluate("() => crowd.longTasks.splice(0).sort((a, b) => a - b)"));
    List<Double> framesMs = numbers(tab.page().evaluate("count => crowd.scroll(count)", FRAMES));
    List<Double> scrollTasksMs = numbers(tab.page().evaluate("() => crowd.longTasks.sort((a, b) => a - b)"));
    System.out.printf(Locale.ROOT, "%d live streams, in ms: list after %.0f; updates asked for in %s, drawn in %s; long tasks %s; "
        + "frames while scrolling %s, above 50 ms %d; long tasks meanwhile %s%n", COUNT, firstListMs, spread(askedMs), spread(drawnMs),
        spread(tasksMs), spread(framesMs), framesMs.stream().filter(ms -> ms > 50).count(), spread(scrollTasksMs));
    assertThat(firstListMs).isBetween(1.0, 5_000.0);
    // The longest are the machine's, when it is busy with something else.
    assertThat(askedMs.get(askedMs.size() / 2)).isLessThan(2_000);
    assertThat(drawnMs.get(drawnMs.size() / 2)).isLessThan(500);
    assertThat(framesMs.get(framesMs.size() * 95 / 100)).isLessThan(500);
  }

  /** The last page, and one stream among all. */
  private static void browse(Tab tab, ConsoleTab console) {
    int pages = (COUNT + PAGE - 1) / PAGE;
    console.open("live?page=" + pages);
    assertThat(tab.page().locator("tbody tr")).hasCount(COUNT - PAGE * (pages - 1));
    tab.page().getByLabel("Find by name").fill("crowd-%04d".formatted(COUNT));
    assertThat(tab.page().locator("tbody tr")).hasCount(1);
    assertThat(tab.page().getByRole(AriaRole.ROW).last()).containsText("H.264 320×180");
    assertThat(tab.page().getByRole(AriaRole.ROW).last()).containsText(Pattern.compile("[0-9.]+ kbit/s.*5\\.0/s"),
        new LocatorAssertions.ContainsTextOptions().setTimeout(Tab.PATIENCE.toMillis()));
  }

  private static void assertFull(Tab tab) {
    assertThat(tab.page().locator("tbody tr")).hasCount(PAGE);
    assertThat(tab.page().getByText("1–" + PAGE + " of " + COUNT)).isVisible();
  }

  /** How many there are, and the median, 95th percentile and greatest of sorted figures. */
  private static String spread(List<Double> sorted) {
    return sorted.isEmpty() ? "none" : String.format(Locale.ROOT, "%d: %.1f/%.1f/%.1f", sorted.size(), sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 95 / 100), sorted.getLast());
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static List<Double> numbers(Object values) {
    return ((List<?>) values).stream().map(ConsoleCrowdTest::number).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object values) {
    return (List<Map<String, Object>>) values;
  }

  private static String script() {
    try (InputStream in = ConsoleCrowdTest.class.getResourceAsStream("/browser/crowd.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
