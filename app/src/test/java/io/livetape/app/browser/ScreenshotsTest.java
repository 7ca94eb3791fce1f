package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.livetape.app.Checkout;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each page in each language on a phone, a laptop and a large screen, light and dark: nothing sticks out or lies over another, every text
 * can be read and is in that language, and axe finds nothing. The pictures are left in {@code target/screenshots} for people to look at;
 * {@code -Dlivetape.screenshots=docs} also puts those of the documentation in their place.
 */
@ExtendWith(InChromium.class)
class ScreenshotsTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path FOLDER = Path.of("target/screenshots");
  private static final int DOCUMENTED_WIDTH = 1280;
  private static final List<String> DOCUMENTED = List.of("site", "stream", "live", "replay", "embed");
  @AutoClose
  private static LivetapeServer server;
  private static Path clip;

  @TempDir
  private static Path folder;

  /** @param height so that the picture is about what is seen before scrolling */
  private record Screen(int width, int height) {}

  private static final List<Screen> SCREENS = List.of(new Screen(375, 812), new Screen(DOCUMENTED_WIDTH, 1000), new Screen(2560, 1440));

  @BeforeAll
  static void record() throws Exception {
    Files.createDirectories(FOLDER);
    clip = Lecture.clip(folder);
    server = LivetapeServer.start("recording.formats=mp4,hls,aac", "recording.time-zone=UTC", "http.public-url=https://replay.example.org",
        "recording.segment-target=2", "cover.ffmpeg=ffmpeg");
    Encoders.ffmpeg(clip, server.pushUrl("rehearsal"));
    Broadcast.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)).with(Clip.Video.H265))).push(server.pushUrl("h265"));
    server.awaitFiles("rehearsal", 3);
    server.awaitFiles("h265", 3);
    Awaitility.await("covers").atMost(LivetapeServer.PATIENCE).until(() -> server.data().files().stream()
        .filter(file -> file.format() != FileFormat.AAC).allMatch(file -> file.entry().coverKey() != null));
    Lecture.remember(server.data(), server.data().files("rehearsal", FileFormat.MP4).getFirst(),
        server.data().files("rehearsal", FileFormat.HLS).getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void home(String language, Tab tab) throws Exception {
    try (LivetapeServer closed = LivetapeServer.start("site.list=false")) {
      open(tab, language, closed.http("/"));
      look(tab, language, "home");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void site(String language, Tab tab) throws Exception {
    try (ToolProcess push = Ffmpeg.push(clip, server.pushUrl("rehearsal"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      server.awaitPush();
      open(tab, language, server.http("/"));
      tab.page().locator(".room .badge").waitFor();
      tab.page().evaluate("() => Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode(); }))");
      look(tab, language, "site");
      push.kill();
    }
    server.awaitNoPush();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void siteBeforeTheFirstShow(String language, Tab tab) throws Exception {
    try (LivetapeServer empty = LivetapeServer.start()) {
      open(tab, language, empty.http("/"));
      look(tab, language, "site-empty");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void fileOfALecture(String language, Tab tab) throws Exception {
    open(tab, language, server.http("/watch/" + Lecture.REPLAY_ID));
    playALittle(tab);
    look(tab, language, "replay");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void playerForOtherSites(String language, Tab tab) throws Exception {
    open(tab, language, server.http("/embed/" + Lecture.REPLAY_ID));
    playALittle(tab);
    look(tab, language, "embed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void fileOfSound(String language, Tab tab) throws Exception {
    open(tab, language, Watch.file(server, "rehearsal", FileFormat.AAC));
    tab.player().awaitData();
    look(tab, language, "sound");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void fileThatCannotBePlayed(String language, Tab tab) throws Exception {
    open(tab, language, Watch.file(server, "h265", FileFormat.MP4));
    assertThat(tab.page().locator(".message")).not().isEmpty();
    look(tab, language, "unplayable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void streamThatIsNotLive(String language, Tab tab) throws Exception {
    open(tab, language, Watch.stream(server, Lecture.STREAM));
    playALittle(tab);
    look(tab, language, "stream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void notice(String language, Tab tab) throws Exception {
    open(tab, language, server.http("/watch/live/unknown"));
    tab.takeComplaints();
    look(tab, language, "notice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void streamThatIsLive(String language, Tab tab) throws Exception {
    try (ToolProcess push = Ffmpeg.push(clip, server.pushUrl(Lecture.STREAM), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      server.awaitPush();
      open(tab, language, Watch.stream(server, Lecture.STREAM));
      look(tab, language, "starting");
      tab.player().await("player && player.currentTime > 3");
      tab.page().evaluate("() => look.element().pause()");
      look(tab, language, "live");
      push.kill();
    }
    server.awaitNoPush();
  }

  /** A player that was only put there still turns its ring. */
  private static void playALittle(Tab tab) {
    tab.player().awaitData().seek(30.5).play().await("player.currentTime > 31");
    tab.page().evaluate("() => { const player = look.element(); player.pause(); player.muted = false; }");
  }

  private static void open(Tab tab, String language, String url) {
    tab.page().setExtraHTTPHeaders(Map.of("Accept-Language", language));
    tab.open(url);
  }

  private static void look(Tab tab, String language, String page) throws Exception {
    String name = page + (language.equals("en") ? "" : "-" + language);
    assertThat(tab.page().locator("html")).hasAttribute("lang", language.equals("en") ? "en" : "zh-CN");
    if (language.equals("zh")) {
      assertThat(tab.page().evaluate("() => look.words()")).as("English words of " + name).isEqualTo(List.of());
    }
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      Axe.assertNoViolation(tab.page(), name);
      for (Screen screen : SCREENS) {
        look(tab, name, screen, scheme);
      }
    }
  }

  private static void look(Tab tab, String name, Screen screen, ColorScheme scheme) throws Exception {
    tab.page().setViewportSize(screen.width(), screen.height());
    String picture = name + "-" + screen.width() + "-" + scheme.name().toLowerCase(Locale.ROOT);
    Path file = FOLDER.resolve(picture + ".png");
    tab.page().screenshot(new Page.ScreenshotOptions().setPath(file));
    assertThat(tab.page().evaluate("() => look.paleTexts()")).as("pale texts of " + picture).isEqualTo(List.of());
    assertThat(tab.page().evaluate("() => look.overlaps()")).as("what lies over another in " + picture).isEqualTo(List.of());
    assertThat(tab.player().number("document.documentElement.scrollWidth")).as("width of " + picture).isLessThanOrEqualTo(screen.width());
    refreshDocument(name, screen, scheme, file);
  }

  private static void refreshDocument(String name, Screen screen, ColorScheme scheme, Path file) throws Exception {
    boolean documented = DOCUMENTED.contains(name) && screen.width() == DOCUMENTED_WIDTH && scheme == ColorScheme.LIGHT;
    if (documented && "docs".equals(System.getProperty("livetape.screenshots"))) {
      Files.copy(file, Checkout.root().resolve("docs/images").resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
