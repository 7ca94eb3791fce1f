package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser's own player plays the MP4 of a push, B-frames and all, and goes to any frame of it. */
@ExtendWith(InChromium.class)
class Mp4PlaybackTest {
  /** The encoder's sound begins one AAC frame before its picture. */
  private static final double VIDEO_START = 1024 / 44_100.0;

  private static LivetapeServer server;
  private static String watch;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4");
    try (ToolProcess push = Ffmpeg.push(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(6))), server.pushUrl("show"),
        Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, LivetapeServer.PATIENCE)) {
      assertThat(push.await(LivetapeServer.PATIENCE).status()).isZero();
    }
    server.awaitFiles("show", 1);
    watch = server.http("/watch/" + server.data().files("show", FileFormat.MP4).getFirst().fileId());
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void mp4_played_runsToItsEnd(Tab tab) {
    tab.open(watch);
    Player player = tab.player().awaitReady().play().awaitEnd();

    assertThat(player.lengthSeconds()).isCloseTo(6, within(0.1));
    assertThat(player.seconds()).isEqualTo(player.lengthSeconds());
    assertThat(player.frames()).hasSizeGreaterThan(50)
        .allSatisfy(frame -> assertThat(frame.seconds()).isCloseTo(VIDEO_START + frame.number() / 25.0, within(0.001)));
  }

  @Test
  void mp4_soughtForthAndBack_showsTheFrameOfThatTime(Tab tab) {
    tab.open(watch);
    Player player = tab.player().awaitReady();

    for (int frame : new int[] {0, 77, 149, 76, 50, 49, 1, 148}) {
      assertThat(player.seek(VIDEO_START + (frame + 0.5) / 25).frameNumber()).isEqualTo(frame);
    }
  }
}
