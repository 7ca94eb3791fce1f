package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stream's life as one timeline: any window of it is one HLS address, whatever interrupted the stream. */
class ReplayByClockTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  @TempDir
  private static Path folder;
  private static Path source;
  @AutoClose
  private static LivetapeServer server;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)).withFrames(25, Duration.ofSeconds(1), 2));
    server = LivetapeServer.startProcess("recording.formats=mp4,hls", "recording.segment-target=1", "recording.interval=3");
  }

  /** Two pushes with a restart between them, then one that is live. */
  @Test
  void window_overInterruptionRestartAndLiveEdge_playsAllThatWasRecorded() throws Exception {
    Instant beginning = Instant.now();
    pushWhole("show");
    server.awaitFiles("show", 3);
    server.kill();
    server.startAgain();
    pushWhole("show");
    server.awaitFiles("show", 6);
    PacketHashes pushed = PacketHashes.of(source);

    String past = server.http("/replay/live/show.m3u8?from=" + beginning + "&to=" + Instant.now());
    String playlist = server.get(past);
    assertThat(playlist).endsWith("#EXT-X-ENDLIST\n");
    assertThat(playlist.lines().filter("#EXT-X-DISCONTINUITY"::equals)).hasSize(1);
    PacketHashes.of(past).assertSameAs(pushed.then(pushed));

    String open = server.http("/replay/live/show.m3u8?from=" + beginning.getEpochSecond());
    assertThat(server.get(open)).as("the publisher may come back").doesNotContain("#EXT-X-ENDLIST");
    try (ToolProcess push = Ffmpeg.push(source, server.pushUrl("show"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      Awaitility.await().atMost(LIMIT).until(
          () -> server.get(open).lines().filter("#EXT-X-DISCONTINUITY"::equals).count() == 2);
      assertThat(server.get(open)).startsWith(server.get(past).substring(0, 40)).doesNotContain("#EXT-X-ENDLIST");
      assertThat(push.await(LIMIT).status()).isZero();
    }
    server.awaitFiles("show", 9);
    String whole = server.http("/replay/live/show.m3u8?from=" + beginning + "&to=" + Instant.now());
    PacketHashes.of(whole).assertSameAs(pushed.then(pushed).then(pushed));

    Path file = download(whole.replace(".m3u8", ".mp4"));
    PacketHashes.of(file).assertSameAs(pushed.then(pushed).then(pushed));
    assertThat(Probe.of(file).durationSeconds()).isCloseTo(3 * Probe.of(source).durationSeconds(), within(0.15));
    assertThat(Decoding.complaints(file)).isEmpty();
    assertThat(server.root().resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void recordingAsMp4Alone_isInTheWindow_andHlsByItself() throws Exception {
    Instant beginning = Instant.now();
    pushWhole("alone", "record=mp4");
    RecordedFile first = server.awaitFiles("alone", 2).getFirst();
    PacketHashes pushed = PacketHashes.of(source);
    PacketHashes.of(server.http("/replay/live/alone.m3u8?from=" + beginning + "&to=" + Instant.now())).assertSameAs(pushed);
    assertThat(first.format()).isEqualTo(FileFormat.MP4);
    PacketHashes.of(server.url(first).replace("f0.mp4", "playlist.m3u8")).assertSameAs(PacketHashes.of(server.url(first)));
    String transportStream = server.url(first).replace("f0.mp4", "ts.m3u8");
    assertThat(Decoding.frames(transportStream, "v")).isNotEmpty().isEqualTo(Decoding.frames(server.url(first), "v"));
  }

  /** Read back from the tape, segments lie where the recording has cut them. */
  @Test
  void playlistOfAnMp4File_isThatOfTheHlsFileOverTheSameTape() throws Exception {
    pushWhole("both");
    List<RecordedFile> mp4s = server.awaitFiles("both", 3).stream().filter(file -> file.format() == FileFormat.MP4).toList();
    String hls = server.get(server.url(server.data().files("both", FileFormat.HLS).getFirst()));
    String ranges = mp4s.stream().map(file -> server.get(server.url(file).replace("f0.mp4", "playlist.m3u8")))
        .flatMap(String::lines).filter(ReplayByClockTest::place).collect(Collectors.joining("\n"));
    assertThat(ranges).isEqualTo(hls.lines().filter(ReplayByClockTest::place).collect(Collectors.joining("\n")));
  }

  private static boolean place(String line) {
    return line.startsWith("#EXT-X-BYTERANGE");
  }

  @Test
  void window_inWhichTheFormatChanges_isNoSingleMp4() throws Exception {
    Instant beginning = Instant.now();
    pushWhole("changed");
    Path other = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)).withSize(640, 360));
    Broadcast.of(other).push(server.pushUrl("changed"));
    server.awaitFiles("changed", 5);
    HttpResponse<String> answer = get("/replay/live/changed.mp4?from=" + beginning + "&to=" + Instant.now());
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("640×360").contains("320×180");
  }

  @Test
  void window_insideARecording_beginsWithItsSegmentAndSaysWhereInIt() throws Exception {
    pushWhole("part");
    server.awaitFiles("part", 3);
    RecordedFile file = server.data().files("part", FileFormat.HLS).getFirst();
    List<String> dates = server.get(server.url(file)).lines().filter(line -> line.startsWith("#EXT-X-PROGRAM-DATE-TIME:"))
        .map(line -> line.substring(25)).toList();
    assertThat(dates).hasSize(4);
    Instant from = Instant.parse(dates.get(1)).plusMillis(250);
    Instant to = Instant.parse(dates.get(2)).plusMillis(1);

    String url = server.http("/replay/live/part.m3u8?from=" + from + "&to=" + to);
    assertThat(server.get(url)).contains("#EXT-X-START:TIME-OFFSET=0.250,PRECISE=YES\n", dates.get(1), dates.get(2))
        .doesNotContain(dates.get(0), dates.get(3));
    PacketHashes.of(url).assertRunOf(PacketHashes.of(source));
    assertThat(PacketHashes.of(url).video()).hasSize(50);
  }

  @ParameterizedTest
  @CsvSource({
    "/replay/live/none.m3u8?from=0,                     404, Nothing was recorded",
    "/replay/live/none.mp4?from=0,                      404, Nothing was recorded",
    "/replay/live/none.m3u8,                            400, from",
    "/replay/live/none.m3u8?from=now,                   400, is no time",
    "/replay/live/none.m3u8?from=999999999999,          400, is no time",
    "/replay/live/none.m3u8?from=5&to=4,                400, later",
    "/replay/live/a%00b.m3u8?from=0,                    404, name"})
  void window_thatCannotBe_isAnsweredWithWhy(String path, int status, String why) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(why);
  }

  private static Path download(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofFile(folder.resolve("replay.mp4"))).body();
    }
  }

  private static HttpResponse<String> get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(server.http(path))).build(), BodyHandlers.ofString());
    }
  }

  private static void pushWhole(String stream, String... parameters) {
    try (ToolProcess push = Ffmpeg.push(source, server.pushUrl(stream, parameters), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      assertThat(push.await(LIMIT).status()).isZero();
    }
  }
}
