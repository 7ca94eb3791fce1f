package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One tab of the browser, which keeps what the browser complains of: errors and warnings on its console, uncaught exceptions, dialogs,
 * requests that fail, are refused, or go to another server. One thread.
 */
final class Tab implements AutoCloseable {
  /** For a condition in the page, on a machine that is busy with something else. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private Controls controls;

  Tab(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(PATIENCE.toMillis());
    context.addInitScript(Resource.text("/browser/look.js"));
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (List.of("error", "warning").contains(message.type())) {
        complaints.add(message.type() + " at " + message.location() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onRequest(this::asked);
    page.onDialog(dialog -> {
      complaints.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    page.onRequestFailed(this::failed);
    page.onResponse(this::answered);
  }

  Page page() {
    return page;
  }

  /** Opens an address, which must be answered. */
  Response open(String url) {
    return page.navigate(url);
  }

  /** Waits until this is on the clipboard, which pages write behind the click; they must be allowed to be asked for it. */
  void awaitCopied(String text) {
    page.waitForFunction("async (text) => await navigator.clipboard.readText() === text", text);
  }

  /** The page's player. */
  Player player() {
    return new Player(page);
  }

  /** The console's controls in this tab, noted from the first call on. */
  Controls controls() {
    if (controls == null) {
      controls = new Controls();
      controls.follow(context);
    }
    return controls;
  }

  /** The addresses that were asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Takes note of the complaints that this test wants; there must be one. */
  List<String> takeComplaints() {
    List<String> taken = List.copyOf(complaints);
    assertThat(taken).isNotEmpty();
    complaints.clear();
    return taken;
  }

  void assertNoComplaint() {
    assertThat(complaints).as("what the browser complains of").isEmpty();
  }

  /** For the message of a failure: the page's address and text, its player's state, the complaints. */
  String situation() {
    return page.url() + "\n" + page.evaluate("() => JSON.stringify(look.situation())") + "\n" + complaints;
  }

  @Override
  public void close() {
    context.close();
  }

  private void asked(Request request) {
    requests.add(request.url());
    if (!request.url().matches("(http://127\\.0\\.0\\.1:[0-9]+/|blob:|data:).*")) {
      complaints.add("request to elsewhere: " + request.url());
    }
  }

  /** A player that has enough gives up its request: that is no failure. */
  private void failed(Request request) {
    if (!request.failure().equals("net::ERR_ABORTED")) {
      complaints.add(request.failure() + ": " + request.url());
    }
  }

  private void answered(Response response) {
    if (response.status() >= 400) {
      complaints.add("status " + response.status() + ": " + response.url());
    }
  }
}
