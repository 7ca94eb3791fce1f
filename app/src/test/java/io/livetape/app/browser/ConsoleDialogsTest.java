package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.console.account.Role;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dialog of the console, as it opens and when what it asks for fails. */
@ExtendWith(InChromium.class)
class ConsoleDialogsTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String SIGNING_IN_AGAIN = "login.js: <dialog";
  private static final String LOADING = "pages/callback-template.js: template.TemplateName";

  /** What others are made of: whoever uses one of these has a dialog. */
  private static final Set<String> PARTS =
      Set.of("parts/parts.js: <dialog", "parts/parts.js: title", "parts/form.js: title", "parts/share.js: title");

  /** A dialog with its title, which may have braces within braces. */
  private static final Pattern DIALOG =
      Pattern.compile("<dialog\\b|<\\$\\{(?:Dialog|Confirm|FormDialog|ShareDialog)}\\s+title=\\$\\{((?:[^{}]|\\{(?:[^{}]|\\{[^{}]*})*})*)}");

  private static final Pattern USE = Pattern.compile("<dialog\\b|<\\$\\{(?:Dialog|Confirm|FormDialog|ShareDialog)}");
  private static LivetapeServer server;
  private static ToolProcess push;

  @BeforeAll
  static void record() {
    Path clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10)));
    server = LivetapeServer.start("recording.formats=mp4", "recording.time-zone=UTC", "play.key=abcdefgh12345678",
        "callback.url=http://127.0.0.1:9/library", "callback.retry-max=0");
    server.data().addUser("olga", "olgas-password", Role.OPERATOR);
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    server.awaitFiles("show", 1);
    Awaitility.await("a callback is given up").atMost(LivetapeServer.PATIENCE).until(() -> server.data().eventCount("PARKED") > 0);
    push = Ffmpeg.pushForEver(clip, server.pushUrl("now"), LIMIT);
    server.awaitPush();
  }

  @AfterAll
  static void close() {
    if (push != null) {
      push.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void tables_haveEveryDialogOfTheSources() {
    List<String> dialogs = ConsoleSources.find(DIALOG, match -> match.group(1) == null ? Stream.of("<dialog") : title(match.group(1)));
    assertThat(dialogs).as("dialogs whose title this test can read").hasSameSizeAs(ConsoleSources.find(USE, _ -> Stream.of("one")));
    assertThat(dialogs).filteredOn(dialog -> !PARTS.contains(dialog)).containsExactlyInAnyOrderElementsOf(
        Stream.concat(Stream.of(SIGNING_IN_AGAIN, LOADING),
            ConsoleDialogs.PAGES.values().stream().flatMap(Collection::stream).map(ConsoleDialog::source)).toList());
    assertThat(dialogs).as("parts").containsAll(PARTS);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void dialogs_ofAPage_areWithoutFault_alsoWhenTheyFail(String page, Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    prepare(console);
    console.open(page.replace("FILE", server.data().files("show").getFirst().fileId()));
    for (ConsoleDialog dialog : ConsoleDialogs.PAGES.get(page)) {
      dialog.tryIn(console);
      ConsoleDialog.close(console);
    }
    tab.takeComplaints();
  }

  private static Stream<String> pages() {
    return ConsoleDialogs.PAGES.keySet().stream();
  }

  @Test
  void receiver_thatIsNotLoadedYet_andCannotBe(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "");
    prepare(console);
    console.open("callbacks");
    FailingCalls calls = FailingCalls.of(tab.page(), "DescribeLiveCallbackTemplate");
    calls.hold();
    console.button("Change: Library").click();
    assertThat(console.dialog()).containsText("Loading …");
    console.glance("dialog-receiver-loading");
    calls.lose();
    FailingCalls.assertSaysLost(console.dialog().getByRole(AriaRole.ALERT));
    calls.refuse();
    console.dialogButton("Try again").click();
    FailingCalls.assertSaysRefused(console.dialog().getByRole(AriaRole.ALERT));
    console.glance("dialog-receiver-refused");
    calls.answer();
    console.dialogButton("Try again").click();
    assertThat(console.field("Name")).hasValue("Library");
    tab.takeComplaints();
  }

  @Test
  void signingInAgain_thatFails(Tab tab) {
    ConsoleTab console = ConsoleTab.signedIn(tab, server, "settings/storage");
    ConsoleDialog.form(SIGNING_IN_AGAIN, _ -> {
      server.data().endSessions();
      console.field("Password").fill("any-password");
    }, "Sign in", "console/login").tryIn(console);
    tab.takeComplaints();
  }

  /** What there is to be asked about, unless an earlier test has made it. */
  private static void prepare(ConsoleTab console) {
    if (console.call("live", "DescribeLiveDomains", "{}").contains("push.example.org")) {
      return;
    }
    console.call("live", "AddLiveDomain", Map.of("DomainName", "push.example.org", "DomainType", 0));
    console.call("live", "ForbidLiveStream", Map.of("DomainName", "127.0.0.1", "AppName", "live", "StreamName", "banned",
        "Reason", "Pushed music all night", "ResumeTime", Instant.now().plus(5, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString()));
    console.call("live", "CreateLiveRecordTemplate", Map.of("TemplateName", "spare"));
    Object template = console.call("live", "CreateLiveRecordTemplate", Map.of("TemplateName", "everything", "Mp4Param",
        Map.of("Enable", 1, "RecordInterval", 600))).get("TemplateId");
    console.call("live", "CreateLiveRecordRule", Map.of("DomainName", "127.0.0.1", "TemplateId", template));
    Object receiver = console.call("live", "CreateLiveCallbackTemplate",
        Map.of("TemplateName", "Library", "RecordNotifyUrl", "http://127.0.0.1:9/shelf")).get("TemplateId");
    console.call("live", "CreateLiveCallbackRule", Map.of("DomainName", "push.example.org", "AppName", "live", "TemplateId", receiver));
  }

  private static Stream<String> title(String expression) {
    return Stream.of(ConsoleSources.texts(expression).reduce((one, other) -> one + " / " + other).orElse(expression));
  }
}
