package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.playwright.Page;

/** axe-core, which looks for what keeps people from using a page: names, roles, contrast, order. */
final class Axe {
  private static final String SCRIPT = Resource.text("/vendor/axe-core@4.14.1/axe.min.js");

  private Axe() {}

  /** The page as it is now has no violation. */
  static void assertNoViolation(Page page, String what) {
    if (!(boolean) page.evaluate("() => 'axe' in window")) {
      page.evaluate(SCRIPT);
    }
    Object violations = page.evaluate("""
        async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((each) =>
          `${each.id}: ${each.help}: ${each.nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`).join(" | ")}`)""");
    assertThat(violations).as("what axe finds in " + what).asInstanceOf(LIST).isEmpty();
  }
}
