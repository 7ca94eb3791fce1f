package io.livetape.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Calls;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tasks make of FLV and of HLS from elsewhere plays in the browser, each frame at its time. */
@ExtendWith(InChromium.class)
class TaskFilesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir
  private static Path folder;
  private static HttpServer files;
  private static LivetapeServer server;
  private static Calls vod;
  private static Path clip;

  @BeforeAll
  static void start() {
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)).withFrames(25, Duration.ofSeconds(1), 2));
    files = SimpleFileServer.createFileServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder.toAbsolutePath(), SimpleFileServer.OutputLevel.NONE);
    files.start();
    server = LivetapeServer.start("recording.formats=flv", "recording.segment-target=1");
    vod = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-07-17");
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
    files.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "fmp4"})
  void fetchedHls_playedAndSought_showsEachFrameAtItsTime(String type, Tab tab) {
    Ffmpeg.run(LIMIT, List.of("-i", clip.toString(), "-c", "copy", "-f", "hls", "-hls_time", "1", "-hls_playlist_type", "vod",
        "-hls_segment_type", type, "-hls_segment_filename", folder.resolve(type + "%d.seg").toString(),
        "-hls_fmp4_init_filename", "init.mp4", folder.resolve(type + ".m3u8").toString()));
    String address = "http://127.0.0.1:" + files.getAddress().getPort() + "/" + type + ".m3u8";
    JsonNode task = end(vod.call("PullUpload", "{\"MediaUrl\": \"" + address + "\"}")).path("PullUploadTask");

    plays(task.path("FileId").asText(), 4, tab);
  }

  @Test
  void flvFile_madeAnMp4_showsEachFrameAtItsTime(Tab tab) {
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    String flv = server.awaitFiles("show", 1).getFirst().fileId();
    JsonNode task = end(vod.call("EditMedia", "{\"InputType\": \"File\", \"FileInfos\": [{\"FileId\": \"" + flv + "\"}]}"))
        .path("EditMediaTask");

    plays(task.path("Output").path("FileId").asText(), 4, tab);
  }

  private static void plays(String fileId, double seconds, Tab tab) {
    tab.open(server.http("/watch/" + fileId));
    Player player = tab.player().awaitReady();
    for (int frame : new int[] {77, 10, 51, 0}) {
      assertThat(player.seekFrame(frame).frameNumber()).isEqualTo(frame);
    }
    player.play().awaitEnd();
    assertThat(player.lengthSeconds()).isCloseTo(seconds, within(0.1));
    assertThat(player.waits()).isEmpty();
  }

  private static JsonNode end(JsonNode set) {
    String which = "{\"TaskId\": \"" + set.path("TaskId").asText() + "\"}";
    Awaitility.await().atMost(LIMIT).until(() -> vod.call("DescribeTaskDetail", which).path("Status").asText().equals("FINISH"));
    return vod.call("DescribeTaskDetail", which);
  }
}
