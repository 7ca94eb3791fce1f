package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Clip.Video;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recordings with pictures get a sheet of small ones, and a text that says when each is shown; the clips' frames carry their numbers. */
@Timeout(180)
class SpriteTest {
  private static final String KEY = "abcdefgh12345678";
  private static final String NO_BIG_COVERS = "cover.width-max=64";

  private final HttpClient http = HttpClient.newHttpClient();
  private LivetapeServer server;

  @BeforeEach
  void witness() {
    Witness.require(Witness.FFMPEG);
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void recording_ofEachFormatWithPictures_isDescribedWithASheet_whosePicturesAreOfTheirTimes_andGoesWithIt() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", NO_BIG_COVERS);
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(30))), server.pushUrl("show"));
    List<RecordedFile> files = server.awaitFiles("show", 4);
    awaitSprites(3);

    for (RecordedFile file : files) {
      JsonNode info = describe(file).path("ImageSpriteInfo");
      if (file.content().width() == 0) {
        assertThat(info.isNull()).isTrue();
        assertThat(get(beside(file, "sprite.vtt")).statusCode()).isEqualTo(404);
      } else {
        JsonNode set = info.path("ImageSpriteSet").path(0);
        SpriteView view = view(set.path("WebVttUrl").asText(), set.path("ImageUrlSet").path(0).asText());
        assertThat(view.frames()).as(file.format().label()).isEqualTo(IntStream.range(0, 15).mapToObj(i -> 50 * i).toList());
        assertStartsAt(view, 2000);
        assertThat(view.cues().getLast().endMs()).isEqualTo(file.content().durationMs());
        assertThat(List.of(set.path("Width").asInt(), set.path("Height").asInt(), set.path("TotalCount").asInt()))
            .containsExactly(160, 90, 15);
      }
    }
    files.forEach(file -> vod().call("DeleteMedia", json("{'FileId':'" + file.fileId() + "'}")));
    assertThat(get(beside(files.getFirst(), "sprite.jpg")).statusCode()).isEqualTo(404);
    Awaitility.await("no bytes left").atMost(LivetapeServer.PATIENCE).until(() -> server.data().blobs().isEmpty());
  }

  @Test
  void longRecording_hasNoMorePicturesThanAreWanted_evenlySpread() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4,flv", NO_BIG_COVERS, "sprite.pictures-max=12", "sprite.width=80");
    Clip clip = Clip.h264Aac(Duration.ofSeconds(60)).withFrames(25, Duration.ofSeconds(1), 2);
    Encoders.ffmpeg(Ffmpeg.make(clip), server.pushUrl("show"));
    List<RecordedFile> files = server.awaitFiles("show", 2);
    awaitSprites(2);

    for (RecordedFile file : files) {
      SpriteView view = view(file);
      assertThat(view.frames()).hasSize(12).doesNotHaveDuplicates().allMatch(frame -> frame % 25 == 0);
      assertThat(view.cues()).allSatisfy(cue -> assertThat(cue.endMs() - cue.startMs()).isBetween(3900L, 6100L));
      assertThat(view.sheet().getWidth()).isEqualTo(800);
      assertThat(view.sheet().getHeight()).as("two rows").isEqualTo(2 * view.cues().getFirst().height());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Video.class, names = {"H265", "AV1", "VP9"})
  void recording_ofAnotherCodec_getsASheetToo(Video video) throws Exception {
    server = LivetapeServer.start("recording.formats=mp4,flv", NO_BIG_COVERS);
    Broadcast.of(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)).with(video))).push(server.pushUrl("show"));
    List<RecordedFile> files = server.awaitFiles("show", 2);
    awaitSprites(2);

    for (RecordedFile file : files) {
      assertThat(view(file).frames()).as(file.format().label()).containsExactly(0, 50);
    }
  }

  @Test
  void hlsFile_overTwoTapes_hasThePicturesOfBoth() throws Exception {
    server = LivetapeServer.start("recording.formats=hls", NO_BIG_COVERS);
    Clip clip = Clip.h264Aac(Duration.ofSeconds(6));
    Broadcast.of(Ffmpeg.make(clip)).then(Broadcast.of(Ffmpeg.make(clip.withSize(640, 360))), 6000).push(server.pushUrl("show"));
    RecordedFile file = server.awaitFiles("show", 1).getFirst();
    assertThat(file.blobKeys()).hasSize(2);
    awaitSprites(1);

    SpriteView view = view(file);
    assertThat(view.frames()).as("each clip counts from 0").containsExactly(0, 50, 100, 0, 50, 100);
    assertStartsAt(view, 2000);
  }

  @Test
  void fetchedFile_thatSomebodyElseHasMade_getsASheetToo() throws Exception {
    server = LivetapeServer.start(NO_BIG_COVERS);
    Path film = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(6)));
    HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, Files.size(film));
      Files.copy(film, exchange.getResponseBody());
      exchange.close();
    });
    elsewhere.start();
    try {
      vod().call("PullUpload", json("{'MediaUrl':'http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/film.mp4'}"));
      awaitSprites(1);
    } finally {
      elsewhere.stop(0);
    }
    assertThat(view(server.data().files().getFirst()).frames()).containsExactly(0, 50, 100);
  }

  @Test
  void sheetThatWasNotMadeBeforeTheServerWasKilled_isMadeOnceByTheNext() throws Exception {
    server = LivetapeServer.startProcess("recording.formats=mp4", NO_BIG_COVERS);
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(30))), server.pushUrl("show"));
    RecordedFile file = server.awaitFiles("show", 1).getFirst();
    server.kill();
    server.startAgain();

    Awaitility.await("a sheet").atMost(LivetapeServer.PATIENCE).until(() -> get(beside(file, "sprite.vtt")).statusCode() == 200);
    assertThat(view(file).frames()).hasSize(15);
    assertThat(server.data().blobs().stream().filter(key -> key.startsWith("sprites/"))).hasSize(2);
    Awaitility.await("nothing lent any more").atMost(LivetapeServer.PATIENCE).until(() -> server.data().freedBlobs().isEmpty());
  }

  @Test
  void withSignedAddresses_theTextLeadsToTheSheet_andNobodyElseHasEither() throws Exception {
    server = LivetapeServer.start("recording.formats=mp4", NO_BIG_COVERS, "play.key=" + KEY);
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("show"));
    RecordedFile file = server.awaitFiles("show", 1).getFirst();
    awaitSprites(1);

    assertThat(get(beside(file, "sprite.vtt")).statusCode()).isEqualTo(403);
    assertThat(get(beside(file, "sprite.jpg")).statusCode()).isEqualTo(403);
    HttpResponse<byte[]> text = get(beside(file, "sprite.vtt") + signature(file, ""));
    assertThat(text.headers().firstValue("content-type").orElse("")).startsWith("text/vtt");
    assertThat(text.headers().firstValue("cache-control").orElse("")).contains("private");
    String sheet = SpriteView.cues(new String(text.body(), StandardCharsets.US_ASCII)).getFirst().sheet();
    assertThat(get(URI.create(server.url(file)).resolve(sheet).toString()).statusCode()).isEqualTo(200);
    assertThat(get(beside(file, "sprite.vtt") + signature(file, "2")).statusCode()).as("more than the preview").isEqualTo(403);
  }

  private Calls vod() {
    return new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-07-17");
  }

  private JsonNode describe(RecordedFile file) {
    return vod().call("DescribeMediaInfos", json("{'FileIds':['" + file.fileId() + "'],'Filters':['imageSpriteInfo']}"))
        .path("MediaInfoSet").path(0);
  }

  private void awaitSprites(int count) {
    Awaitility.await("sheets").atMost(LivetapeServer.PATIENCE).until(() -> server.metric("livetape_sprites_made_total") == count);
  }

  /** The first stands for what comes before it, too. */
  private static void assertStartsAt(SpriteView view, long stepMs) {
    for (int i = 1; i < view.cues().size(); i++) {
      assertThat(view.cues().get(i).startMs()).isCloseTo(i * stepMs, within(150L));
    }
  }

  private SpriteView view(RecordedFile file) throws Exception {
    return view(beside(file, "sprite.vtt"), beside(file, "sprite.jpg"));
  }

  private SpriteView view(String textUrl, String sheetUrl) throws Exception {
    List<SpriteView.Cue> cues = SpriteView.cues(new String(get(textUrl).body(), StandardCharsets.US_ASCII));
    assertThat(cues).allSatisfy(cue -> assertThat(URI.create(textUrl).resolve(cue.sheet())).hasToString(sheetUrl));
    HttpResponse<byte[]> sheet = get(sheetUrl);
    assertThat(sheet.headers().firstValue("content-type")).contains("image/jpeg");
    return new SpriteView(cues, ImageIO.read(new ByteArrayInputStream(sheet.body())));
  }

  private String beside(RecordedFile file, String name) {
    return URI.create(server.url(file)).resolve(name).toString();
  }

  /** As a customer's server signs. */
  private String signature(RecordedFile file, String exper) throws Exception {
    String folder = URI.create(server.url(file)).resolve(".").getPath();
    String t = Long.toHexString(Instant.now().plusSeconds(600).getEpochSecond());
    byte[] sign = MessageDigest.getInstance("MD5").digest((KEY + folder + t + exper).getBytes(StandardCharsets.US_ASCII));
    return "?t=" + t + (exper.isEmpty() ? "" : "&exper=" + exper) + "&sign=" + HexFormat.of().formatHex(sign);
  }

  private HttpResponse<byte[]> get(String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
  }
}
