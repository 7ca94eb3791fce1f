package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HLS that begins with pictures alone or with sound alone, and gains the other on the way: live and after, played and sought over the join. */
@ExtendWith(InChromium.class)
class LateTracksTest {
  private static final int LENGTH_SECONDS = 6;

  /** The late track comes shortly before a key frame. */
  private static final int LATE_MS = 2980;
  private static final int JOIN_SECONDS = 3;

  /** hls.js places a piece by the first sound or picture of whichever of its segments it loads first: pictures may be off by what those differ. */
  private static final int OFF_FRAMES = 6;

  /** Players stop up to so much before a join: they hold back pictures until they know their order. */
  private static final double NEAR_SECONDS = 0.5;
  private static final int PICTURE_PIXELS_MIN = 200;
  private static final Clip CLIP = clip(LENGTH_SECONDS);
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4,hls", "recording.segment-target=1");
    Broadcast broadcast = Broadcast.of(Ffmpeg.make(CLIP));
    broadcast.only(message -> message.config() || message.video() || message.timestampMs() >= LATE_MS).push(server.pushUrl("sound"));
    broadcast.only(message -> message.config() || !message.video() || message.timestampMs() >= LATE_MS).push(server.pushUrl("picture"));
    server.awaitFiles("sound", 3);
    server.awaitFiles("picture", 3);
  }

  @Test
  void hls_whoseSoundComesLate_playsToItsEndWithSound(Tab tab) {
    tab.open(Watch.file(server, "sound", FileFormat.HLS));
    Player player = tab.player().awaitReady();
    assertThat(soundBytes(player)).isZero();
    player.play(2).awaitEnd();

    assertThat(soundBytes(player)).isPositive();
    player.frames().until(JOIN_SECONDS - NEAR_SECONDS).assertAtTheirTimes(10, 0);
    assertThat(player.frames().from(JOIN_SECONDS).shown()).hasSizeGreaterThan(10);
    assertPlayedOver(player, tab);
  }

  @Test
  void hls_whosePictureComesLate_playsToItsEndWithPictures(Tab tab) {
    tab.open(Watch.file(server, "picture", FileFormat.HLS));
    Player player = tab.player().awaitData();
    assertThat(player.number("look.element().videoWidth")).isZero();
    player.play(2).awaitEnd();

    assertThat(player.number("look.element().videoWidth")).isEqualTo(CLIP.width());
    assertThat(soundBytes(player)).isPositive();
    player.frames().assertAtTheirTimes(10, 0);
    assertPlayedOver(player, tab);
  }

  private static void assertPlayedOver(Player player, Tab tab) {
    assertThat(player.lengthSeconds()).isCloseTo(LENGTH_SECONDS, within(0.3));
    assertThat(player.number("look.element().playbackRate")).isEqualTo(2);
    assertThat(player.waits()).allSatisfy(seconds -> assertThat(seconds).isCloseTo(JOIN_SECONDS, within(NEAR_SECONDS)));
    assertThat(tab.page().locator(".message")).isEmpty();
  }

  @Test
  void hls_whoseSoundComesLate_soughtForthAndBack_showsTheFrameOfThatTime(Tab tab) {
    tab.open(Watch.file(server, "sound", FileFormat.HLS));
    Player player = tab.player().awaitReady();

    for (int frame : new int[] {0, 120, 49, 74, 75, 76, 149, 60, 1}) {
      assertThat(player.seekFrame(frame).frameNumber()).isCloseTo(frame, within(OFF_FRAMES));
    }
    assertThat(player.number("look.element().paused ? 1 : 0")).isOne();
    assertThat(tab.page().locator(".message")).isEmpty();
  }

  @Test
  void hls_whosePictureComesLate_soughtForthAndBack_playsWhatIsThere(Tab tab) {
    tab.open(Watch.file(server, "picture", FileFormat.HLS));
    Player player = tab.player().awaitData();

    for (double seconds : new double[] {4.5, 1.5, 3.5, 0.5, 5.5}) {
      player.seek(seconds);
      boolean pictures = seconds > JOIN_SECONDS;
      assertThat(player.number("look.element().videoWidth")).isEqualTo(pictures ? CLIP.width() : 0);
      if (pictures) {
        player.await("look.number() >= 0");
        assertThat(player.frameNumber()).isCloseTo((int) (seconds * Frames.PER_SECOND), within(OFF_FRAMES));
      } else {
        player.play().await("player.currentTime > " + (seconds + 0.3));
      }
    }
    assertThat(tab.page().locator(".message")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"late-sound", "late-picture"})
  void livePage_ofAStreamWhoseTrackComesLate_goesOnAndBackAndBecomesTheReplay(String stream, Tab tab) throws InterruptedException {
    int alone = 6;
    int both = 12;
    Clip begin = stream.equals("late-sound") ? clip(alone).with(Clip.Audio.NONE) : clip(alone).with(Clip.Video.NONE);
    Broadcast broadcast = Broadcast.of(Ffmpeg.make(begin)).then(Broadcast.of(Ffmpeg.make(clip(both))), alone * 1000L);
    Thread push = Thread.startVirtualThread(() -> broadcast.pushInRealTime(server.pushUrl(stream)));
    server.awaitPush();
    tab.open(Watch.stream(server, stream));
    Player player = tab.player().await("player && player.currentTime > 0.5");
    boolean picture = stream.equals("late-sound");
    assertThat(player.number("look.element().offsetHeight") > PICTURE_PIXELS_MIN).as("room for a picture").isEqualTo(picture);
    player.await("player.currentTime > " + (alone + 1.5));
    assertThat(soundBytes(player)).isPositive();
    assertThat(player.number("look.element().videoWidth")).isEqualTo(CLIP.width());
    assertThat(player.number("look.element().offsetHeight")).as("room for a picture").isGreaterThan(PICTURE_PIXELS_MIN);

    player.await("look.seekable()[0][1] > " + (alone + 5));
    button(tab, "From the beginning").click();
    player.await("!player.seeking && player.currentTime > 0.3 && player.currentTime < " + alone);
    button(tab, "Go to live").click();
    player.await("!player.seeking && player.currentTime > " + (alone + 2));

    push.join();
    assertThat(tab.page().getByText("Not live now.")).isVisible();
    player.awaitEnd();
    assertThat(player.lengthSeconds()).isBetween(alone + both - 0.1, alone + both + 1.2);
    assertThat(tab.page().locator(".message")).isEmpty();
  }

  private static double soundBytes(Player player) {
    return player.number("look.element().webkitAudioDecodedByteCount");
  }

  private static Locator button(Tab tab, String text) {
    return tab.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
  }

  private static Clip clip(int seconds) {
    return Clip.h264Aac(Duration.ofSeconds(seconds)).withFrames(25, Duration.ofSeconds(1), 2);
  }
}
