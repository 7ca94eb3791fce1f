package io.livetape.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.tencentcloudapi.vod.v20180717.models.DeleteMediaRequest;
import com.tencentcloudapi.vod.v20180717.models.ForbidMediaDistributionRequest;
import com.microsoft.playwright.Route;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Sdk;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What viewers see when that goes away which they are watching: the file, the right to see it, the server. */
@ExtendWith(InChromium.class)
class LostMediaTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  /** Longer than what players load ahead. */
  private static final Clip LONG = Clip.h264Aac(Duration.ofSeconds(90)).withFrames(5, Duration.ofSeconds(2), 0);
  private static final String DELETED = "There is no such recording. It may have been deleted.";

  @TempDir
  private Path folder;

  @Test
  void hlsFile_deletedWhileItPlays_saysSoInTheLanguageOfThePage(Tab tab) throws Exception {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls")) {
      Encoders.ffmpeg(Ffmpeg.make(LONG), server.pushUrl("show"));
      RecordedFile file = server.awaitFiles("show", 1).getFirst();
      tab.page().setExtraHTTPHeaders(Map.of("Accept-Language", "zh-CN,zh;q=0.9"));
      tab.open(Watch.file(server, "show", FileFormat.HLS));
      tab.player().awaitData().play().await("player.currentTime > 0.5");

      delete(server, file);
      seek(tab, 70);
      assertThat(message(tab)).hasText("没有此录制文件，可能已被删除或已过期。");
      tab.takeComplaints();
    }
  }

  @Test
  void hlsFile_forbiddenWhileItPlays_saysSo(Tab tab) throws Exception {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls")) {
      Encoders.ffmpeg(Ffmpeg.make(LONG), server.pushUrl("show"));
      RecordedFile file = server.awaitFiles("show", 1).getFirst();
      tab.open(Watch.file(server, "show", FileFormat.HLS));
      tab.player().awaitData().play().await("player.currentTime > 0.5");

      ForbidMediaDistributionRequest request = new ForbidMediaDistributionRequest();
      request.setFileIds(new String[] {file.fileId()});
      request.setOperation("forbid");
      Sdk.vod(server).ForbidMediaDistribution(request);
      seek(tab, 70);
      assertThat(message(tab)).hasText("This recording may not be played.");
      tab.takeComplaints();
    }
  }

  @Test
  void replayOfAStream_deletedWhileItPlays_saysThatThePageHasOther(Tab tab) throws Exception {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls")) {
      Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show"));
      server.awaitFiles("show", 1);
      Encoders.ffmpeg(Ffmpeg.make(LONG), server.pushUrl("show"));
      RecordedFile last = server.awaitFiles("show", 2).getLast();
      tab.open(Watch.stream(server, "show"));
      tab.player().awaitData().play().await("player.currentTime > 0.5");

      delete(server, last);
      seek(tab, 70);
      assertThat(message(tab)).hasText("What was playing here is no longer available. Reload the page to see what is.");
      tab.page().reload();
      tab.player().awaitReady().await("player.duration < 3");
      tab.takeComplaints();
    }
  }

  @Test
  void mp4File_deletedWhileItPlays_saysSo_alsoInAnotherSitesPage(Tab tab) throws Exception {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=mp4")) {
      Encoders.ffmpeg(Noise.make(folder), server.pushUrl("show"));
      RecordedFile file = server.awaitFiles("show", 1).getFirst();
      tab.open(server.http("/embed/" + file.fileId()));
      tab.player().awaitData().play().await("player.currentTime > 0.2");

      delete(server, file);
      seek(tab, 18);
      assertThat(message(tab)).hasText(DELETED);
      assertThat(message(tab)).isInViewport();
      tab.takeComplaints();
    }
  }

  @Test
  void liveStream_whoseServerGoesAwayAndComesBack_saysSo_andOffersItAgain(Tab tab) {
    try (LivetapeServer server = LivetapeServer.startProcess("recording.formats=hls", "recording.segment-target=1")) {
      Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(20)).withFrames(25, Duration.ofSeconds(1), 2));
      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        server.awaitPush();
        tab.open(Watch.stream(server, "show"));
        tab.page().evaluate("() => { window.loadedOnce = true; }");
        tab.player().await("player && player.currentTime > 2");
        server.kill();
        assertThat(message(tab)).hasText("The recording cannot be reached. Trying again …");
        push.kill();
      }
      server.startAgain();
      tab.page().getByText("Not live now.").waitFor();
      assertThat(message(tab)).isEmpty();

      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        tab.page().getByText("Live again: watch").waitFor();
        assertThat(tab.page().evaluate("() => window.loadedOnce")).isEqualTo(true);
        tab.page().getByText("Live again: watch").click();
        tab.player().await("player && player.currentTime > 1");
        push.kill();
      }
      tab.takeComplaints();
    }
  }

  @Test
  void liveStream_whosePlaylistCannotBeReached_saysSo_untilItCan_thoughNothingIsLeftToLoad(Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls", "recording.segment-target=1",
        "recording.continuation=60")) {
      Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)).withFrames(25, Duration.ofSeconds(1), 2)), server.pushUrl("show"));
      tab.open(Watch.stream(server, "show"));
      tab.player().awaitData().seek(3.5);
      tab.page().route("**/*.m3u8*", Route::abort);
      assertThat(message(tab)).hasText("The recording cannot be reached. Trying again …");
      tab.page().unroute("**/*.m3u8*");

      assertThat(message(tab)).isEmpty();
      tab.takeComplaints();
    }
  }

  @Test
  void liveStream_whosePageCannotBeAsked_whenItEnds_saysSo_untilItCan(Tab tab) {
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls", "recording.segment-target=1")) {
      Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(20)).withFrames(25, Duration.ofSeconds(1), 2));
      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        server.awaitPush();
        tab.open(Watch.stream(server, "show"));
        tab.player().await("player && player.currentTime > 1");
        tab.page().route("**/watch/**", Route::abort);
        push.kill();
      }
      assertThat(message(tab)).hasText("The connection to the server is lost. Trying again …");
      tab.player().awaitEnd();
      tab.page().unroute("**/watch/**");

      tab.page().getByText("Not live now.").waitFor();
      assertThat(message(tab)).isEmpty();
      tab.takeComplaints();
    }
  }

  @Test
  void liveStreamWithoutHls_whoseServerGoesAwayAndComesBack_saysSo_andGoesOn(Tab tab) {
    try (LivetapeServer server = LivetapeServer.startProcess("recording.formats=mp4")) {
      Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(20)).withFrames(25, Duration.ofSeconds(1), 2));
      try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
        server.awaitPush();
        tab.page().setExtraHTTPHeaders(Map.of("Accept-Language", "zh"));
        tab.open(Watch.stream(server, "show"));
        tab.page().evaluate("() => { window.loadedOnce = true; }");
        tab.player().await("player && player.currentTime > 1");
        server.kill();
        assertThat(message(tab)).hasText("与服务器的连接已断开，正在重试…");
        push.kill();
      }
      server.startAgain();
      tab.page().getByText("当前未在直播。").waitFor();
      tab.player().awaitReady();
      assertThat(tab.page().evaluate("() => window.loadedOnce")).isEqualTo(true);
      tab.takeComplaints();
    }
  }

  private static Locator message(Tab tab) {
    return tab.page().locator("#screen .message");
  }

  private static void seek(Tab tab, int seconds) {
    tab.page().evaluate("seconds => { look.element().currentTime = seconds; }", seconds);
  }

  private static void delete(LivetapeServer server, RecordedFile file) throws Exception {
    DeleteMediaRequest request = new DeleteMediaRequest();
    request.setFileId(file.fileId());
    Sdk.vod(server).DeleteMedia(request);
  }
}
