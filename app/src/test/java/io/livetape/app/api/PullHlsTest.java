package io.livetape.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.tencentcloudapi.vod.v20180717.VodClient;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailRequest;
import com.tencentcloudapi.vod.v20180717.models.DescribeTaskDetailResponse;
import com.tencentcloudapi.vod.v20180717.models.PullUploadRequest;
import com.tencentcloudapi.vod.v20180717.models.PullUploadTask;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HLS playlists of ffmpeg's, fetched from another server. Each clip lasts 5 s, with a key frame each second. */
class PullHlsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int SIZE_MAX_BYTES = 3_000_000;
  private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:5\n";

  @TempDir
  private static Path folder;
  private static HttpServer files;
  private static LivetapeServer server;
  private static VodClient client;
  private static Path source;

  @BeforeAll
  static void start() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(clip());
    segment(source, "ts", "-hls_segment_type", "mpegts");
    segment(source, "fmp4", "-hls_segment_type", "fmp4");
    files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    files.createContext("/", PullHlsTest::answer);
    files.start();
    server = LivetapeServer.start("upload.size-max-bytes=" + SIZE_MAX_BYTES, "recording.segment-target=2", "cover.ffmpeg=ffmpeg");
    client = Sdk.vod("127.0.0.1:" + server.httpPort(), server.apiKey(), Sdk.USUAL);
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
    }
    files.stop(0);
  }

  private static Clip clip() {
    return Clip.h264Aac(Duration.ofSeconds(5)).withFrames(25, Duration.ofSeconds(1), 2);
  }

  /** Puts a clip as segments of a second or two into a folder of this name; the playlist is {@code index.m3u8}. */
  private static Path segment(Path clip, String name, String... options) throws IOException {
    Path into = Files.createDirectories(folder.resolve(name));
    List<String> arguments = new ArrayList<>(List.of("-i", clip.toString(), "-c", "copy", "-f", "hls", "-hls_time", "2",
        "-hls_playlist_type", "vod", "-hls_fmp4_init_filename", "init.mp4"));
    arguments.addAll(List.of(options));
    arguments.add(into.resolve("index.m3u8").toString());
    Ffmpeg.run(LIMIT, arguments);
    return into;
  }

  /** Files of the folder, whole or in part. */
  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Path file = folder.resolve(path.substring(1));
    if (path.endsWith("/to-server.ts")) {
      exchange.getResponseHeaders().add("Location", server.http("/metrics"));
      exchange.sendResponseHeaders(302, -1);
    } else if (path.startsWith("/moved/")) {
      exchange.getResponseHeaders().add("Location", "/ts/" + path.substring(7));
      exchange.sendResponseHeaders(302, -1);
    } else if (Files.isRegularFile(file)) {
      send(exchange, Files.readAllBytes(file), exchange.getRequestHeaders().getFirst("Range"));
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  private static void send(HttpExchange exchange, byte[] bytes, String range) {
    try {
      byte[] part = bytes;
      if (range != null) {
        String[] ends = range.substring("bytes=".length()).split("-");
        part = Arrays.copyOfRange(bytes, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
        exchange.getResponseHeaders().add("Content-Range", "bytes " + ends[0] + "-" + ends[1] + "/" + bytes.length);
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, part.length);
      exchange.getResponseBody().write(part);
    } catch (IOException _) {
      exchange.close(); // a client that has heard enough goes away
    }
  }

  @ParameterizedTest
  @CsvSource({"ts", "fmp4"})
  void playlist_becomesAnMp4OfTheSamePackets(String kind) throws Exception {
    PullUploadTask task = fetched("/" + kind + "/index.m3u8?token=x");

    assertThat(task.getFileUrl()).endsWith("/f0.mp4");
    assertThat(task.getMediaBasicInfo().getName()).isEqualTo("index");
    assertThat(task.getMediaBasicInfo().getType()).isEqualTo("mp4");
    assertThat(task.getMediaBasicInfo().getSourceInfo().getSourceType()).isEqualTo("Upload");
    assertThat(task.getMetaData().getWidth()).isEqualTo(320);
    PacketHashes.of(task.getFileUrl()).assertSameAs(PacketHashes.of(source));
    assertThat(Probe.of(task.getFileUrl()).durationSeconds()).isCloseTo(5, within(0.08));
    assertThat((double) task.getMetaData().getDuration()).isCloseTo(5, within(0.08));
    assertThat(decodedPictures(task.getFileUrl())).isEqualTo(decodedPictures(source.toString()));
    String playlist = task.getFileUrl().replace("f0.mp4", "playlist.m3u8");
    assertThat(server.get(playlist)).contains("#EXT-X-ENDLIST");
    assertThat(PacketHashes.of(playlist).video()).isEqualTo(PacketHashes.of(source).video());
    assertThat(server.get(server.http("/watch/" + task.getFileId()))).contains("index");
    assertThat(server.root().resolve("work")).isEmptyDirectory();
    String cover = task.getFileUrl().replace("f0.mp4", "cover.jpg");
    Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(server.get(cover)).isNotEmpty());
    assertThat(Probe.of(cover).video().width()).isEqualTo(320);
  }

  @ParameterizedTest
  @CsvSource({"mpegts", "fmp4"})
  void segments_inOneFile_areFetchedByRanges(String type) throws Exception {
    segment(source, "single-" + type, "-hls_segment_type", type, "-hls_flags", "single_file");
    PacketHashes.of(fetched("/single-" + type + "/index.m3u8").getFileUrl()).assertSameAs(PacketHashes.of(source));
  }

  @ParameterizedTest
  @CsvSource({"mpegts", "fmp4"})
  void h265_isFetchedAsWell(String type) throws Exception {
    Path clip = Ffmpeg.make(clip().with(Clip.Video.H265));
    segment(clip, "h265-" + type, "-hls_segment_type", type);
    PullUploadTask task = fetched("/h265-" + type + "/index.m3u8");
    assertThat(decodedPictures(task.getFileUrl())).isEqualTo(decodedPictures(clip.toString()));
    assertThat(PacketHashes.of(task.getFileUrl()).audio()).isEqualTo(PacketHashes.of(clip).audio());
    assertThat(task.getMetaData().getVideoStreamSet()[0].getCodec()).containsIgnoringCase("h265");
  }

  @ParameterizedTest
  @CsvSource({"mpegts", "fmp4"})
  void soundAlone_isFetchedAsWell(String type) throws Exception {
    Path clip = Ffmpeg.make(clip().with(Clip.Video.NONE));
    segment(clip, "sound-" + type, "-hls_segment_type", type);
    PacketHashes.of(fetched("/sound-" + type + "/index.m3u8").getFileUrl()).assertSameAs(PacketHashes.of(clip));
  }

  @Test
  void masterPlaylist_givesItsBestVariant() throws Exception {
    Files.writeString(folder.resolve("master.m3u8"), "#EXTM3U\n"
        + "#EXT-X-STREAM-INF:BANDWIDTH=100000,CODECS=\"avc1.64001f,mp4a.40.2\"\nnone.m3u8\n"
        + "#EXT-X-STREAM-INF:BANDWIDTH=900000\nmoved/index.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=200000\nnone.m3u8\n");
    PacketHashes.of(fetched("/master.m3u8").getFileUrl()).assertSameAs(PacketHashes.of(source));
  }

  @Test
  void discontinuity_isOneTimelineInTheEnd() throws Exception {
    Files.writeString(folder.resolve("twice.m3u8"), HEAD + entries("ts") + "#EXT-X-DISCONTINUITY\n" + entries("ts") + "#EXT-X-ENDLIST\n");

    PullUploadTask task = fetched("/twice.m3u8");

    PacketHashes.of(task.getFileUrl()).assertSameAs(PacketHashes.of(source).then(PacketHashes.of(source)));
    assertThat(Probe.of(task.getFileUrl()).durationSeconds()).isCloseTo(10, within(0.2));
  }

  /** What stands in the playlist between its head and its end, with addresses from the folder above. */
  private static String entries(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(folder.resolve(name).resolve("index.m3u8"))) {
      if (line.startsWith("#EXTINF")) {
        text.append(line).append('\n');
      } else if (!line.startsWith("#")) {
        text.append(name).append('/').append(line).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void whatIsNotTaken_isToldInTheTask() throws Exception {
    refused("live", HEAD + entries("ts"), "live stream");
    refused("encrypted", HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"key\"\n" + entries("ts") + "#EXT-X-ENDLIST\n", "encrypted");
    refused("empty", HEAD + "#EXT-X-ENDLIST\n", "no segments");
    refused("gone", HEAD + "#EXTINF:2,\nnone.ts\n#EXT-X-ENDLIST\n", "answers 404");
    refused("own", HEAD + "#EXTINF:2,\nto-server.ts\n#EXT-X-ENDLIST\n", "this server itself");
    refused("metadata", HEAD + "#EXTINF:2,\nhttp://169.254.169.254/a.ts\n#EXT-X-ENDLIST\n", "169.254.0.0/16");
    refused("file", HEAD + "#EXTINF:2,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n", "refused");
    refused("other", HEAD + "#EXTINF:2,\nlive.m3u8\n#EXT-X-ENDLIST\n", "neither MPEG-TS nor fragmented MP4");
    refused("sound", "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",URI=\"a.m3u8\"\n#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\"\nb.m3u8\n",
        "playlist of its own");
    refused("nested", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nsound.m3u8\n", "names another");
    refused("large", HEAD + entries("ts").repeat(20) + "#EXT-X-ENDLIST\n", "larger than " + SIZE_MAX_BYTES);
  }

  @Test
  void damagedSegments_areToldWithThePlace() throws Exception {
    Path cut = segment(source, "cut", "-hls_segment_type", "mpegts");
    Path first = Stream.of(cut.toFile().listFiles()).map(file -> file.toPath()).filter(path -> path.toString().endsWith("0.ts")).findFirst()
        .orElseThrow();
    byte[] bytes = Files.readAllBytes(first);
    Files.write(first, Arrays.copyOf(bytes, bytes.length - 1_000));
    assertThat(end("/cut/index.m3u8").getMessage()).contains("at byte");
  }

  @Test
  void otherSizeBehindADiscontinuity_isRefused() throws Exception {
    segment(Ffmpeg.make(clip().withSize(640, 360)), "wide", "-hls_segment_type", "mpegts");
    Files.writeString(folder.resolve("sizes.m3u8"), HEAD + entries("ts") + "#EXT-X-DISCONTINUITY\n" + entries("wide") + "#EXT-X-ENDLIST\n");
    assertThat(end("/sizes.m3u8").getMessage()).contains("320×180", "640×360");
    Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(server.root().resolve("work")).isEmptyDirectory());
  }

  private static void refused(String name, String playlist, String why) throws Exception {
    Files.writeString(folder.resolve(name + ".m3u8"), playlist);
    int before = server.data().files().size();
    PullUploadTask task = end("/" + name + ".m3u8");
    assertThat(task.getErrCode()).as(name).isEqualTo(60000);
    assertThat(task.getMessage()).as(name).contains(why);
    assertThat(server.data().files()).hasSize(before);
    Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(server.root().resolve("work")).isEmptyDirectory());
  }

  private static List<String> decodedPictures(String input) {
    return Ffmpeg.run(LIMIT, List.of("-i", input, "-map", "0:v", "-fps_mode", "passthrough", "-f", "streamhash", "-hash", "md5", "-"))
        .lines().toList();
  }

  private static PullUploadTask fetched(String path) throws Exception {
    PullUploadTask task = end(path);
    assertThat(task.getErrCode()).as(task.getMessage()).isZero();
    return task;
  }

  private static PullUploadTask end(String path) throws Exception {
    PullUploadRequest request = new PullUploadRequest();
    request.setMediaUrl("http://127.0.0.1:" + files.getAddress().getPort() + path);
    String taskId = client.PullUpload(request).getTaskId();
    Awaitility.await(taskId).atMost(LIMIT).until(() -> detail(taskId).getStatus().equals("FINISH"));
    return detail(taskId).getPullUploadTask();
  }

  private static DescribeTaskDetailResponse detail(String taskId) throws Exception {
    DescribeTaskDetailRequest request = new DescribeTaskDetailRequest();
    request.setTaskId(taskId);
    return client.DescribeTaskDetail(request);
  }
}
