package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.function.Consumer;

/**
 * One dialog of the console, and how a test comes to it.
 *
 * @param source the script that has it, and its title there: {@code pages/live.js: Allow {name} again}
 * @param open opens it from its page and enters what it needs
 * @param verb the button that does what it is for; empty where nothing is asked of the server
 * @param path of what it asks of the server, or how that ends, as a glob
 * @param notice the title of the notice that says that it failed; empty where the dialog says so itself and stays
 */
record ConsoleDialog(String source, Consumer<ConsoleTab> open, String verb, String path, String notice) {
  /** One that stays when it fails, and says why. */
  static ConsoleDialog form(String source, Consumer<ConsoleTab> open, String verb, String path) {
    return new ConsoleDialog(source, open, verb, path, "");
  }

  /** One that closes, whatever comes of it. */
  static ConsoleDialog asking(String source, Consumer<ConsoleTab> open, String verb, String path, String notice) {
    return new ConsoleDialog(source, open, verb, path, notice);
  }

  static ConsoleDialog telling(String source, Consumer<ConsoleTab> open) {
    return new ConsoleDialog(source, open, "", "", "");
  }

  /** Presses buttons, one after the other. */
  static Consumer<ConsoleTab> press(String... buttons) {
    return console -> {
      for (String button : buttons) {
        console.button(button).first().click();
      }
    };
  }

  static Consumer<ConsoleTab> fill(String field, String text) {
    return console -> console.field(field).fill(text);
  }

  /** As it is, when no connection comes about, and when the server refuses: what there is to see of each is without fault. */
  void tryIn(ConsoleTab console) {
    open.accept(console);
    assertThat(console.dialog()).hasCount(1);
    console.glance(picture("dialog"));
    if (!verb.isEmpty()) {
      FailingCalls calls = FailingCalls.of(console.page(), path);
      if (notice.isEmpty()) {
        failWithin(console, calls);
      } else {
        failWithNotices(console, calls);
      }
      calls.answer();
    }
  }

  private void failWithin(ConsoleTab console, FailingCalls calls) {
    Locator alert = console.dialog().getByRole(AriaRole.ALERT);
    console.dialogButton(verb).click();
    FailingCalls.assertSaysLost(alert);
    calls.refuse();
    console.dialogButton(verb).click();
    FailingCalls.assertSaysRefused(alert);
    console.glance(picture("dialog-refused"));
  }

  private void failWithNotices(ConsoleTab console, FailingCalls calls) {
    Locator notices = console.page().locator(".notice.bad", new Page.LocatorOptions().setHasText(notice));
    console.dialogButton(verb).click();
    FailingCalls.assertSaysLost(notices);
    calls.refuse();
    assertThat(console.dialog()).hasCount(0);
    open.accept(console);
    console.dialogButton(verb).click();
    FailingCalls.assertSaysRefused(notices.last());
    assertThat(console.dialog()).hasCount(0);
    console.glance(picture("notice"));
    for (int count = 2; count > 0; count--) {
      ConsoleTab.press(notices.first(), "Close");
      assertThat(notices).hasCount(count - 1);
    }
  }

  /** Closes what is still open of it. */
  static void close(ConsoleTab console) {
    console.keys("Escape");
    assertThat(console.dialog()).hasCount(0);
  }

  private String picture(String kind) {
    return kind + "-" + (source + " " + verb).replaceFirst("^pages/", "").replace(".js", "").replaceAll("[^A-Za-z]+", "-").toLowerCase();
  }
}
