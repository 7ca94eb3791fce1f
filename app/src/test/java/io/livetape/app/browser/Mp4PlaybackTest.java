package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser's own player plays the MP4 of a push, B-frames and all, and goes to any frame of it. */
@ExtendWith(InChromium.class)
class Mp4PlaybackTest {
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void record() {
    server = LivetapeServer.start("recording.formats=mp4");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("show"));
    server.awaitFiles("show", 1);
  }

  @Test
  void mp4_played_runsToItsEnd(Tab tab) {
    tab.open(Watch.file(server, "show", FileFormat.MP4));
    Player player = tab.player().awaitReady().play().awaitEnd();

    assertThat(player.lengthSeconds()).isCloseTo(4, within(0.1));
    assertThat(player.seconds()).isEqualTo(player.lengthSeconds());
    player.frames().assertAtTheirTimes(30, 0);
  }

  @Test
  void mp4_soughtForthAndBack_showsTheFrameOfThatTime(Tab tab) {
    tab.open(Watch.file(server, "show", FileFormat.MP4));
    Player player = tab.player().awaitReady();

    for (int frame : new int[] {0, 77, 99, 76, 50, 49, 1, 98}) {
      assertThat(player.seekFrame(frame).frameNumber()).isEqualTo(frame);
    }
  }
}
