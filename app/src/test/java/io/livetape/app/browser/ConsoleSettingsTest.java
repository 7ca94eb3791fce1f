package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.livetape.app.browser.ConsoleTab.press;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.console.account.Role;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's page Settings. */
@ExtendWith(InChromium.class)
class ConsoleSettingsTest {
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC");
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
  }

  @Test
  void domain_isAdded_itsKeysAreShownWhenAskedFor_changed_andItIsDeleted(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings");
    console.button("Add a domain").click();
    tab.page().getByLabel("Name").fill("push.example.org");
    press(console.dialog(), "Add");
    assertThat(console.dialog()).hasCount(0);
    Locator domain = tab.page().locator(".cb-receiver", new Page.LocatorOptions().setHasText("push.example.org"));
    assertThat(domain.locator("code")).hasCount(0);

    console.button("Show: Push keys, push.example.org").click();
    console.button("Change: Push keys, push.example.org").click();
    tab.page().getByLabel("Master key").fill("0123456789abcdef");
    press(console.dialog(), "Save");
    assertThat(domain.locator("code").first()).hasText("0123456789abcdef");
    console.look("settings-domain");
    press(domain, "Hide");
    assertThat(domain.locator("code")).hasCount(0);

    console.button("Delete: push.example.org").click();
    press(console.dialog(), "Delete");
    assertThat(domain).hasCount(0);
    assertThat(server.awaitAudit("admin live/DeleteLiveDomain")).anyMatch(line -> line.contains("DescribeLivePushAuthKey"))
        .noneMatch(line -> line.contains("0123456789"));
  }

  @Test
  void apiKey_isShownOnce_andRevoked(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/api-keys");
    assertThat(tab.page().getByText("There is no API key.")).isVisible();
    console.button("Add a key").click();
    tab.page().getByLabel("Name").fill("a program");
    press(console.dialog(), "Add");
    assertThat(tab.page().getByText("The secret is shown this once")).isVisible();
    String id = console.dialog().locator("code").first().textContent();
    String secret = console.dialog().locator("code").last().textContent();
    assertThat(server.data().hasApiKey(id, secret)).isTrue();
    console.look("settings-new-key");
    press(console.dialog(), "I have it");
    assertThat(tab.page().locator("body")).not().containsText(secret);
    console.look("settings-one-key");

    console.button("Revoke: a program").click();
    press(console.dialog(), "Revoke");
    assertThat(tab.page().locator(".table tbody tr")).containsText("Revoked");
  }

  @Test
  void user_isAdded_andChanged_andTheLastAdminStays(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/users");
    console.button("Add a user").click();
    tab.page().getByLabel("Name").fill("olga");
    console.dialog().getByLabel("Role").selectOption("operator");
    console.dialog().getByLabel("Password").fill("olgas-password");
    console.look("settings-user-form");
    press(console.dialog(), "Add");
    assertThat(row(tab, "olga")).containsText("operator");
    console.button("Change the role: olga").click();
    console.dialog().getByLabel("Role").selectOption("viewer");
    press(console.dialog(), "Save");
    assertThat(row(tab, "olga")).containsText("viewer");
    console.button("Change the role: admin").click();
    assertThat(console.dialog().getByLabel("Role")).hasValue("admin");
    console.dialog().getByLabel("Role").selectOption("viewer");
    press(console.dialog(), "Save");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("This is the last admin");
    tab.page().keyboard().press("Escape");
    console.glance("settings-users-three");
    console.button("Delete: olga").click();
    press(console.dialog(), "Delete");
    assertThat(row(tab, "olga")).hasCount(0);
  }

  @Test
  void storage_andAuditLog_onEveryScreen_inBothLanguages(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/storage");
    assertThat(tab.page().getByText("Room enough")).isVisible();
    console.look("settings-room");
    console.link("Audit log").click();
    assertThat(tab.page().locator(".table tbody tr").first()).containsText("SignIn");
    console.glance("settings-audit-first");
    tab.page().getByLabel("User").fill("nobody");
    tab.page().keyboard().press("Enter");
    assertThat(tab.page().getByText("Nothing is written here.")).isVisible();
    tab.page().getByLabel("Language").selectOption("zh");
    console.assertAt("设置");
    console.open("settings/storage");
    assertThat(tab.page().getByText("空间充足")).isVisible();
    console.look("settings-zh");
  }

  @Test
  void viewer_seesDomainsWithoutKeys_andStorage(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings", "vera", "viewer-password");
    assertThat(tab.page().locator(".st-tabs a")).hasCount(2);
    assertThat(tab.page().getByText("Add a domain")).hasCount(0);
    console.open("settings/users");
    assertThat(tab.page().getByText("There is nothing here for you.")).isVisible();
  }

  private static Locator row(Tab tab, String name) {
    return tab.page().locator(".table tbody tr", new Page.LocatorOptions().setHasText(name));
  }
}
