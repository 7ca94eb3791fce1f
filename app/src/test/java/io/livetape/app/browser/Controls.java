package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The controls of the console that tests have come across, and those that they have used. One thread. */
final class Controls {
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> used = new TreeSet<>();

  /** Notes those of the pages that are opened from now on. */
  void follow(BrowserContext context) {
    context.exposeFunction("noteControl", arguments -> (arguments[0].equals("used") ? used : seen).add((String) arguments[1]));
    context.addInitScript(Resource.text("/browser/controls.js"));
  }

  void add(Controls other) {
    seen.addAll(other.seen);
    used.addAll(other.used);
  }

  void assertUsed(EveryControl every) {
    List<String> those = seen.stream().filter(control -> Arrays.stream(every.of())
        .anyMatch(page -> control.startsWith(page + ":") || control.startsWith(page + ","))).toList();
    assertThat(those).as("controls of " + Arrays.toString(every.of())).isNotEmpty();
    assertThat(those).filteredOn(control -> !used.contains(control)).as("controls that no test uses")
        .containsExactlyInAnyOrder(every.but());
  }
}
