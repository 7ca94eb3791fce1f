package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings with pictures get a cover in the background; where that fails, nothing else does. */
@Timeout(120)
class CoverTest {
  @TempDir Path folder;
  private LivetapeServer server;

  @BeforeEach
  void witness() {
    Witness.require(Witness.FFMPEG);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void recording_ofEachFormatWithPictures_getsACover_thatGoesWithIt() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", "cover.width-max=160", "retention.sweep-interval=1",
        "recording.storage-time=20", "sprite.pictures-max=0");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("show"));
    server.awaitFiles("show", 4);
    Awaitility.await("covers").atMost(LivetapeServer.PATIENCE).until(() -> server.metric("livetape_covers_made_total") == 3);

    for (RecordedFile file : server.data().files("show")) {
      HttpResponse<byte[]> answer = get(URI.create(server.url(file)).resolve("cover.jpg").toString());
      if (file.content().width() == 0) {
        assertThat(answer.statusCode()).isEqualTo(404);
      } else {
        assertThat(answer.statusCode()).as(file.format().label()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("image/jpeg");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(picture.getWidth()).isEqualTo(160);
        assertThat(colours(picture)).as("not one grey").isGreaterThan(10);
      }
    }
    Awaitility.await("their time is over").atMost(LivetapeServer.PATIENCE).until(() -> server.data().blobs().isEmpty());
  }

  @Test
  void withoutTheProgram_recordingsGetNone_andNothingElseIsWrong() throws Exception {
    server = LivetapeServer.startProcess("recording.formats=mp4", "cover.ffmpeg=" + folder.resolve("not-there"));
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show"));
    RecordedFile file = server.awaitFiles("show", 1).getFirst();

    assertThat(get(server.url(file)).statusCode()).isEqualTo(200);
    assertThat(get(URI.create(server.url(file)).resolve("cover.jpg").toString()).statusCode()).isEqualTo(404);
    assertThat(server.log().lines().filter(line -> line.contains("[cover]"))).singleElement().asString().contains("get no covers");
  }

  /** One that hangs, and so would keep the server from stopping. */
  @Test
  void programThatHangs_keepsNobody() throws Exception {
    Path program = Files.writeString(folder.resolve("hangs"), "#!/bin/sh\n[ \"$1\" = -version ] || exec sleep 60\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    server = LivetapeServer.startProcess("recording.formats=mp4", "cover.ffmpeg=" + program);
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2))), server.pushUrl("show"));
    RecordedFile file = server.awaitFiles("show", 1).getFirst();
    assertThat(get(server.url(file)).statusCode()).isEqualTo(200);

    long startedNanos = System.nanoTime();
    server.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofSeconds(8));
    server.startAgain();
    assertThat(get(server.url(file)).statusCode()).isEqualTo(200);
  }

  private static long colours(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, picture.getHeight() / 2)).distinct().count();
  }

  private static HttpResponse<byte[]> get(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }
  }
}
