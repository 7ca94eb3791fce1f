package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Calls of an action that fail for as long as a test wants. One thread, that of the tab. */
final class FailingCalls {
  static final String LOST = "The server cannot be reached.";
  static final String REFUSED = "The server could not do this; its log says why, under this RequestId.";
  private static final String REQUEST_ID = "3c140219-cfe9-470e-b241-907877d6fb03";
  private static final String REFUSAL =
      "{\"Response\":{\"Error\":{\"Code\":\"InternalError\",\"Message\":\"%s\"},\"RequestId\":\"%s\"}}".formatted(REFUSED, REQUEST_ID);

  private final List<Route> held = new ArrayList<>();
  private Consumer<Route> fate = Route::abort;

  private FailingCalls() {}

  /** From now on those to addresses that end so, a glob, get no answer: the connection fails. */
  static FailingCalls of(Page page, String path) {
    FailingCalls calls = new FailingCalls();
    page.route("**/" + path, route -> calls.fate.accept(route));
    return calls;
  }

  /** A page says there that it was lost, and what to do. */
  static void assertSaysLost(Locator where) {
    assertThat(where).containsText(LOST);
    assertThat(where).containsText("Check the network, and whether the server runs.");
  }

  /** A page says there that it was refused, and what to do. */
  static void assertSaysRefused(Locator where) {
    assertThat(where).containsText(REFUSED);
    assertThat(where).containsText("Look for the request id in the server's log.");
    assertThat(where).containsText("Request id: " + REQUEST_ID);
  }

  void lose() {
    fate = Route::abort;
    held.forEach(Route::abort);
    held.clear();
  }

  /** They wait until {@link #lose}. */
  void hold() {
    fate = held::add;
  }

  /** As the server refuses what it fails at itself. */
  void refuse() {
    fate = route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(REFUSAL));
  }

  /** By the server. */
  void answer() {
    fate = Route::resume;
  }
}
