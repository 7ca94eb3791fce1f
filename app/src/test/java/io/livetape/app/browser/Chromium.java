package io.livetape.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.livetape.testkit.Witness;
import java.util.List;
import java.util.Map;

/** The Chromium that is installed on this machine, without a window, steered by Playwright. One thread. */
final class Chromium implements AutoCloseable {
  private static final Map<String, String> DRIVER_ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  /** It asks nothing of the world, and runs as root in a container. */
  private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(DRIVER_ENVIRONMENT));
    browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Witness.CHROMIUM.path()).setArgs(FLAGS));
  }

  /** Opens a tab with a profile of its own. */
  Tab tab(Browser.NewContextOptions options) {
    return new Tab(browser.newContext(options));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
