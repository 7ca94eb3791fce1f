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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each page on a phone, a laptop and a large screen, light and dark: nothing sticks out, every text can be read, and axe finds
 * nothing. The pictures are left in {@code target/screenshots} for people to look at; {@code -Dlivetape.screenshots=docs} also puts those
 * of the documentation in their place.
 */
@ExtendWith(InChromium.class)
class ScreenshotsTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Path FOLDER = Path.of("target/screenshots");
  private static final int DOCUMENTED_WIDTH = 1280;
  private static LivetapeServer server;
  private static Path clip;

  @TempDir
  private static Path folder;

  /** @param height so that the picture is about what is seen before scrolling */
  private record Screen(int width, int height) {}

  private static final List<Screen> SCREENS = List.of(new Screen(390, 844), new Screen(DOCUMENTED_WIDTH, 1000), new Screen(2560, 1440));

  @BeforeAll
  static void record() throws Exception {
    Files.createDirectories(FOLDER);
    clip = Lecture.clip(folder);
    server = LivetapeServer.start("recording.formats=mp4,hls,aac", "recording.time-zone=UTC", "http.public-url=https://replay.example.org",
        "recording.segment-target=2");
    Encoders.ffmpeg(clip, server.pushUrl("rehearsal"));
    Broadcast.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1)).with(Clip.Video.H265))).push(server.pushUrl("h265"));
    server.awaitFiles("rehearsal", 3);
    server.awaitFiles("h265", 3);
    Lecture.remember(server.data(), server.data().files("rehearsal", FileFormat.MP4).getFirst(),
        server.data().files("rehearsal", FileFormat.HLS).getFirst());
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void home(Tab tab) throws Exception {
    try (LivetapeServer closed = LivetapeServer.start("site.list=false")) {
      tab.open(closed.http("/"));
      look(tab, "home");
    }
  }

  @Test
  void site(Tab tab) throws Exception {
    tab.open(server.http("/"));
    look(tab, "site");
  }

  @Test
  void siteBeforeTheFirstShow(Tab tab) throws Exception {
    try (LivetapeServer empty = LivetapeServer.start()) {
      tab.open(empty.http("/"));
      look(tab, "site-empty");
    }
  }

  @Test
  void fileOfALecture(Tab tab) throws Exception {
    tab.open(server.http("/watch/" + Lecture.REPLAY_ID));
    // A player that was only put there still turns its ring.
    tab.player().awaitData().seek(30.5).play().await("player.currentTime > 31");
    tab.page().evaluate("() => { const player = look.element(); player.pause(); player.muted = false; }");
    look(tab, "replay");
  }

  @Test
  void fileOfSound(Tab tab) throws Exception {
    tab.open(Watch.file(server, "rehearsal", FileFormat.AAC));
    tab.player().awaitData();
    look(tab, "sound");
  }

  @Test
  void fileThatCannotBePlayed(Tab tab) throws Exception {
    tab.open(Watch.file(server, "h265", FileFormat.MP4));
    assertThat(tab.page().locator(".message")).not().isEmpty();
    look(tab, "unplayable");
  }

  @Test
  void streamThatIsNotLive(Tab tab) throws Exception {
    tab.open(Watch.stream(server, Lecture.STREAM));
    tab.player().awaitData();
    look(tab, "stream");
  }

  @Test
  void notice(Tab tab) throws Exception {
    tab.open(server.http("/watch/live/unknown"));
    tab.takeComplaints();
    look(tab, "notice");
  }

  @Test
  void streamThatIsLive(Tab tab) throws Exception {
    try (ToolProcess push = Ffmpeg.push(clip, server.pushUrl(Lecture.STREAM), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      server.awaitPush();
      tab.open(Watch.stream(server, Lecture.STREAM));
      look(tab, "starting");
      tab.player().await("player && player.currentTime > 3");
      tab.page().evaluate("() => look.element().pause()");
      look(tab, "live");
      push.kill();
    }
  }

  private static void look(Tab tab, String name) throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      tab.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      Axe.assertNoViolation(tab.page(), name);
      for (Screen screen : SCREENS) {
        tab.page().setViewportSize(screen.width(), screen.height());
        String picture = name + "-" + screen.width() + "-" + scheme.name().toLowerCase(Locale.ROOT);
        Path file = FOLDER.resolve(picture + ".png");
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(tab.page().evaluate("() => look.paleTexts()")).as("pale texts of " + picture).isEqualTo(List.of());
        assertThat(tab.player().number("document.documentElement.scrollWidth")).as("width of " + picture)
            .isLessThanOrEqualTo(screen.width());
        refreshDocument(name, screen, scheme, file);
      }
    }
  }

  private static void refreshDocument(String name, Screen screen, ColorScheme scheme, Path file) throws Exception {
    boolean documented = List.of("replay", "live").contains(name) && screen.width() == DOCUMENTED_WIDTH;
    if (documented && "docs".equals(System.getProperty("livetape.screenshots"))) {
      String document = name + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png";
      Files.copy(file, Checkout.root().resolve("docs/images").resolve(document), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
