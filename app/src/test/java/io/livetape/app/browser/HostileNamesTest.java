package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.vod.RecordedFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from push addresses are text on every page, whatever is in them; nothing of them is run, and none hides another. */
@ExtendWith(InChromium.class)
class HostileNamesTest {
  @AutoClose
  private static LivetapeServer server;
  private static Broadcast clip;

  @BeforeAll
  static void start() {
    clip = Broadcast.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1))));
    server = LivetapeServer.start("recording.formats=mp4");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "</h1><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>' onfocus='alert(1)' autofocus='", "&lt;b&gt; &amp; {{x}} ${y}",
    "\u202Egnp.exe 😀👩‍👩‍👧 録画", "\u2067שלום", "\u2069\u202Eab"
  })
  void nameOfARecording_isShownAsText(String name, Tab tab) {
    String stream = "s" + Integer.toHexString(name.hashCode());
    clip.push(server.pushUrl(stream, "record_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)));
    RecordedFile file = server.awaitFiles(stream, 1).getFirst();

    assertThat(file.name()).startsWith(name);
    tab.open(Watch.file(server, stream, FileFormat.MP4));
    String shown = name.startsWith("\u2067") ? name + "\u2069" : name.replace("\u2069", "");
    assertThat(tab.page().locator("h1").textContent()).isEqualTo(shown);
    assertThat(tab.page().title()).startsWith(name.strip());
    tab.open(Watch.stream(server, stream));
    assertThat(tab.page().locator(".title bdi").textContent()).isEqualTo(shown);
    assertThat(tab.page().evaluate("() => look.turnedTexts()")).isEqualTo(List.of());
    tab.open(server.http("/"));
    assertThat(tab.page().locator(".room bdi").first()).isVisible();
    assertThat(tab.page().evaluate("() => look.turnedTexts()")).isEqualTo(List.of());
    assertThat(tab.page().locator("script")).hasCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"直播𠀀", "שלום.עולם", "a+b=c@d,e!(f)~g:h"})
  void nameOfAStream_leadsToItsPageAndItsFiles(String stream, Tab tab) {
    clip.push(server.pushUrl(stream));
    server.awaitFiles(stream, 1);

    tab.open(server.http("/watch/live/" + URLEncoder.encode(stream, StandardCharsets.UTF_8)));
    assertThat(tab.page().locator("h1")).hasText(stream);
    tab.page().locator(".show a").click();
    assertThat(tab.page().locator("dd bdi").first()).hasText("live/" + stream);
    tab.player().awaitReady();
    tab.page().getByText("All recordings of this stream").click();
    assertThat(tab.page().locator("h1")).hasText(stream);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "\"onload=\"alert(1) 😀", "very long"})
  void nameThatNoStreamCanHave_isANotice(String stream, Tab tab) {
    String name = stream.equals("very long") ? "x".repeat(2_000) : stream;
    tab.open(server.http("/watch/live/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")));

    assertThat(tab.page().getByText("No stream can have this name.")).isVisible();
    assertThat(tab.takeComplaints()).allMatch(complaint -> complaint.contains("404"));
  }
}
