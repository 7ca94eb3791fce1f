package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's settings: what is set there holds at the server, and whoever is changed is signed out. */
@ExtendWith(InChromium.class)
class ConsoleSettingsEditTest {
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    server = LivetapeServer.start("recording.time-zone=UTC");
  }

  @Test
  void keysOfADomain_areThoseOfTheServer(Tab tab) throws Exception {
    tab.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings");
    console.button("Add a domain").click();
    tab.page().getByLabel("Name").fill("play.example.org");
    console.dialog().getByLabel("For").selectOption("Play");
    ConsoleTab.press(console.dialog(), "Add");
    Locator domain = tab.page().locator(".cb-receiver", new Page.LocatorOptions().setHasText("play.example.org"));
    assertThat(domain).not().containsText("Push keys");
    console.button("Show: Play keys, play.example.org").click();
    assertThat(domain).containsText("not needed");
    console.button("Change: Play keys, play.example.org").click();
    tab.page().getByLabel("Addresses must be signed").check();
    tab.page().getByLabel("Master key").fill("no key!");
    tab.page().getByLabel("Backup key").fill("second-key_22");
    tab.page().getByLabel("Longer valid by").fill("300");
    ConsoleTab.press(console.dialog(), "Save");
    assertThat(console.dialog().getByRole(AriaRole.ALERT)).containsText("AuthKey");
    console.glance("settings-keys-refused");
    tab.page().getByLabel("Master key").fill("first-key_11");
    ConsoleTab.press(console.dialog(), "Save");
    assertThat(domain).containsText(Pattern.compile("needed.*first-key_11.*second-key_22.*5 min", Pattern.DOTALL));
    domain.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy")).last().click();
    tab.awaitCopied("second-key_22");
    Map<?, ?> keys = (Map<?, ?>) console.call("live", "DescribeLivePlayAuthKey", Map.of("DomainName", "play.example.org"))
        .get("PlayAuthKeyInfo");
    assertThat(keys.get("Enable")).isEqualTo(1);
    assertThat(keys.get("AuthKey")).isEqualTo("first-key_11");
    assertThat(keys.get("AuthBackKey")).isEqualTo("second-key_22");
    assertThat(keys.get("AuthDelta")).isEqualTo(300);
    console.button("Delete: play.example.org").click();
    ConsoleTab.press(console.dialog(), "Cancel");
    assertThat(domain).isVisible();
    console.button("Delete: play.example.org").click();
    ConsoleTab.press(console.dialog(), "Delete");
    assertThat(domain).hasCount(0);
    assertThat(server.data().content().get("api_domain")).doesNotContain("play.example.org");
  }

  @Test
  void userWithANewPassword_isSignedOut_andSignsInWithIt(Tab tab) throws Exception {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings");
    console.link("Users").click();
    console.button("Add a user").click();
    tab.page().getByLabel("Name").fill("nora");
    console.dialog().getByLabel("Password").fill("short");
    ConsoleTab.press(console.dialog(), "Add");
    assertThat(console.dialog()).isVisible();
    console.dialog().getByLabel("Password").fill("noras-password");
    ConsoleTab.press(console.dialog(), "Add");
    assertThat(console.dialog()).hasCount(0);
    String hash = server.data().content().get("console_user");
    console.button("New password: nora").click();
    console.dialog().getByLabel("Password").fill("noras-new-password");
    console.glance("settings-new-password");
    ConsoleTab.press(console.dialog(), "Save");
    assertThat(console.dialog()).hasCount(0);
    assertThat(server.data().content().get("console_user")).isNotEqualTo(hash);
    console.button("Delete: nora").click();
    ConsoleTab.press(console.dialog(), "Cancel");
    assertThat(console.button("Delete: nora")).isFocused();

    console.link("Storage").click();
    assertThat(tab.page().getByText("0 files, 0 B")).isVisible();
    console.link("Audit log").click();
    tab.page().getByLabel("User").fill("nora");
    console.button("Show").click();
    assertThat(tab.page().getByText("Nothing is written here.")).isVisible();
    tab.page().context().clearCookies();
    console.open("settings/storage");
    console.signIn("nora", "noras-new-password");
    assertThat(tab.page().getByText("0 files, 0 B")).isVisible();
  }

  @Test
  void apiKey_thatIsCopied_isTheServers_andWorthlessOnceRevoked(Tab tab) {
    tab.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings");
    console.link("API keys").click();
    console.button("Add a key").click();
    ConsoleTab.press(console.dialog(), "Cancel");
    console.button("Add a key").click();
    tab.page().getByLabel("Name").fill("a program");
    ConsoleTab.press(console.dialog(), "Add");
    Locator copies = console.dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy"));
    String id = console.dialog().locator("code").first().textContent();
    String secret = console.dialog().locator("code").last().textContent();
    copies.first().click();
    tab.awaitCopied(id);
    copies.last().click();
    tab.awaitCopied(secret);
    assertThat(server.data().hasApiKey(id, secret)).isTrue();
    ConsoleTab.press(console.dialog(), "I have it");
    console.button("Revoke: a program").click();
    ConsoleTab.press(console.dialog(), "Cancel");
    assertThat(tab.page().locator("tbody tr")).containsText("Valid");
    console.button("Revoke: a program").click();
    ConsoleTab.press(console.dialog(), "Revoke");
    assertThat(tab.page().locator("tbody tr")).containsText("Revoked");
    assertThat(server.data().content().get("api_key")).doesNotContain("null");
  }

  @Test
  void longAuditLog_isOnPages(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/storage");
    for (int i = 0; i < 27; i++) {
      console.call("live", "AddLiveDomain", Map.of("DomainName", "d%02d.example.org".formatted(i), "DomainType", 0));
    }
    server.awaitAudit("^admin live/AddLiveDomain .*d26\\.example\\.org");
    console.link("Audit log").click();
    Locator rows = tab.page().locator("tbody tr");
    assertThat(rows).hasCount(25);
    assertThat(rows.first()).containsText("DomainName=d26.example.org");
    console.button("Next").click();
    assertThat(rows.first()).containsText("DomainName=d01.example.org");
    console.button("Previous").click();
    assertThat(rows.first()).containsText("DomainName=d26.example.org");
    tab.page().getByLabel("User").fill("admin");
    console.button("Show").click();
    assertThat(tab.page()).hasURL(server.http("/console/settings/audit?user=admin"));
    assertThat(rows).hasCount(25);
  }
}
