package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.livetape.app.Checkout;
import io.livetape.app.LivetapeServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The console in a tab. One thread. */
final class ConsoleTab {
  private static final int DOCUMENTED_WIDTH = 1280;
  private static final int STEPS_MAX = 80;
  private static final List<String> DOCUMENTED = List.of("overview", "live", "stream", "push-address", "recording", "timeline", "files",
      "file", "callbacks", "callback-event", "settings-domains", "settings-api-keys", "settings-users", "settings-storage", "settings-audit");
  private static final Screen PHONE = new Screen(375, 812);
  private static final Screen LAPTOP = new Screen(DOCUMENTED_WIDTH, 1000);
  private static final Path FOLDER = Path.of("target/screenshots");

  /** @param height so that the picture is about what is seen before scrolling */
  private record Screen(int width, int height) {}

  private static final List<Screen> SCREENS = List.of(PHONE, LAPTOP, new Screen(2560, 1440));

  private final Tab tab;
  private final LivetapeServer server;

  private ConsoleTab(Tab tab, LivetapeServer server) {
    this.tab = tab;
    this.server = server;
    tab.controls();
  }

  /** Opens a page of the console, {@code ""} for the first, and signs in as the admin. */
  static ConsoleTab signedIn(Tab tab, LivetapeServer server, String path) {
    return signedIn(tab, server, path, "admin", server.adminPassword());
  }

  static ConsoleTab signedIn(Tab tab, LivetapeServer server, String path, String user, String password) {
    ConsoleTab console = new ConsoleTab(tab, server);
    console.open(path);
    console.signIn(user, password);
    assertThat(console.page().getByRole(AriaRole.NAVIGATION).first()).isVisible();
    return console;
  }

  /** As {@link #signedIn}, without signing in. */
  static ConsoleTab opened(Tab tab, LivetapeServer server, String path) {
    ConsoleTab console = new ConsoleTab(tab, server);
    console.open(path);
    return console;
  }

  Page page() {
    return tab.page();
  }

  void open(String path) {
    tab.open(server.http("/console" + (path.isEmpty() ? "" : "/" + path)));
  }

  void signIn(String user, String password) {
    page().getByLabel(Pattern.compile("User|用户")).fill(user);
    page().getByLabel(Pattern.compile("Password|密码")).fill(password);
    page().keyboard().press("Enter");
  }

  /** A button of the page, by its whole name. */
  Locator button(String name) {
    return page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A link in the page's own part, by its whole name. */
  Locator link(String name) {
    return page().getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator dialog() {
    return page().getByRole(AriaRole.DIALOG);
  }

  /** Presses a button within something, by its whole name. */
  static void press(Locator in, String name) {
    in.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  void keys(String... keys) {
    for (String key : keys) {
      page().keyboard().press(key);
    }
  }

  /** Goes on by Tab until this has the focus; whatever has it on the way shows so, and an open dialog keeps it. */
  void tabTo(Locator wanted) {
    walk("Tab", wanted);
  }

  /** As {@link #tabTo}, the other way. */
  void tabBackTo(Locator wanted) {
    walk("Shift+Tab", wanted);
  }

  private void walk(String key, Locator wanted) {
    assertThat(wanted).isVisible();
    for (int i = 0; i < STEPS_MAX; i++) {
      keys(key);
      assertThat(page().evaluate("() => look.focusFault()")).as("the focus on the way to " + wanted).isEqualTo("");
      if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError("nothing leads by " + key + " to " + wanted);
  }

  /** Calls an action as the page does, in the name of who is signed in; it must do well. */
  Map<?, ?> call(String product, String action, Map<String, ?> parameters) {
    Map<?, ?> answer = (Map<?, ?>) page().evaluate("""
        async ([path, parameters]) => {
          const { Response: { Csrf } } = await (await fetch("/console/session")).json();
          const headers = { "Content-Type": "application/json", "X-Livetape-Csrf": Csrf };
          return (await (await fetch(path, { method: "POST", headers, body: JSON.stringify(parameters) })).json()).Response;
        }""", List.of("/console/api/" + product + "/" + action, parameters));
    assertThat(answer.get("Error")).as(action).isNull();
    return answer;
  }

  /** Asks again for what failed, unless the page has done so by itself, as it does when the server answers something else. */
  void tryAgain() {
    page().evaluate("() => [...document.querySelectorAll('button')].filter((each) => each.textContent === 'Try again')"
        + ".forEach((each) => each.click())");
  }

  /** The page's heading is this. */
  void assertAt(String heading) {
    assertThat(page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText(heading);
  }

  private static void refreshDocument(String name, Screen screen, ColorScheme scheme, Path file) {
    if (DOCUMENTED.contains(name) && screen.width == DOCUMENTED_WIDTH && "docs".equals(System.getProperty("livetape.screenshots"))) {
      String document = "console-" + name + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png";
      smaller(file, Checkout.root().resolve("docs/images").resolve(document));
    }
  }

  /** The button of the dialog that is open. */
  Locator dialogButton(String name) {
    return dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A field of the dialog that is open, by its whole name. */
  Locator field(String name) {
    return dialog().getByLabel(name, new Locator.GetByLabelOptions().setExact(true));
  }

  /** Calls an action as its pages do, and answers the envelope. */
  String call(String product, String action, String json) {
    return page().evaluate("""
        async ([path, body]) => {
          const { Response } = await (await fetch("/console/session")).json();
          const headers = { "Content-Type": "application/json", "X-Livetape-Csrf": Response.Csrf };
          return (await fetch(path, { method: "POST", headers, body })).text();
        }""", List.of("/console/api/" + product + "/" + action, json)).toString();
  }

  private void assertNothingSticksOut(String picture) {
    assertThat(page().evaluate("() => look.sticksOut()")).as("what sticks out of " + picture).isEqualTo(List.of());
  }

  /** The same picture: browsers compress them in haste. */
  private static void smaller(Path picture, Path to) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam thorough = writer.getDefaultWriteParam();
    thorough.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    thorough.setCompressionQuality(0);
    try (OutputStream file = Files.newOutputStream(to); ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(ImageIO.read(picture.toFile()), null, null), thorough);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  /** As {@link #look}, quicker: on a phone in light and then on a laptop in dark, which it stays on. */
  void glance(String name) {
    look(name, ColorScheme.LIGHT, PHONE);
    look(name, ColorScheme.DARK, LAPTOP);
  }

  /** Looks at the page on a phone, a laptop and a large screen, light and dark, and leaves pictures for people. */
  void look(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (Screen screen : SCREENS) {
        look(name, scheme, screen);
      }
    }
  }

  private void look(String name, ColorScheme scheme, Screen screen) {
    page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page().setViewportSize(screen.width, screen.height);
    String picture = "console-" + name + "-" + screen.width + "-" + scheme.name().toLowerCase(Locale.ROOT);
    Path file = FOLDER.resolve(picture + ".png");
    page().screenshot(new Page.ScreenshotOptions().setPath(file));
    refreshDocument(name, screen, scheme, file);
    Axe.assertNoViolation(page(), picture);
    assertNothingSticksOut(picture);
  }
}
