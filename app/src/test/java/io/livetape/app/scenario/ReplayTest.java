package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A recorded file is answered as players ask for it: ranges, validators, other origins; and nothing but recorded files is answered. */
class ReplayTest {
  private static final Map<FileFormat, RecordedFile> FILES = new EnumMap<>(FileFormat.class);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static LivetapeServer server;
  private static byte[] mp4;

  @BeforeAll
  static void record() throws Exception {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac");
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4))), server.pushUrl("show"));
    server.awaitFiles("show", 4).forEach(file -> FILES.put(file.format(), file));
    mp4 = Files.readAllBytes(server.data().path(FILES.get(FileFormat.MP4)));
  }

  @AfterAll
  static void close() {
    HTTP.close();
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"MP4, video/mp4", "HLS, application/vnd.apple.mpegurl", "FLV, video/x-flv", "AAC, audio/aac"})
  void file_ofEachFormat_hasItsTypeAndASize(FileFormat format, String type) throws Exception {
    HttpResponse<byte[]> answer = get(url(format));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo(type);
    assertThat(header(answer, "content-length")).isEqualTo(Integer.toString(answer.body().length));
    assertThat(header(answer, "etag")).matches("\"[^\"]+\"");
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
  }

  @Test
  void file_asAWhole_isWhatIsStored() throws Exception {
    HttpResponse<byte[]> answer = get(url(FileFormat.MP4));

    assertThat(answer.body()).isEqualTo(mp4);
    assertThat(header(answer, "accept-ranges")).isEqualTo("bytes");
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-0, 0, 0", "bytes=0-1023, 0, 1023", "bytes=1000-1999, 1000, 1999", "bytes=5000-, 5000, -1", "bytes=-700, -700, -1",
      "bytes=100-999999999, 100, -1", "bytes=-999999999, 0, -1"})
  void range_withinTheFile_isAnsweredWithThatPart(String range, int first, int last) throws Exception {
    int from = first < 0 ? mp4.length + first : first;
    int to = last < 0 ? mp4.length + last : last;
    HttpResponse<byte[]> answer = get(url(FileFormat.MP4), "Range", range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(header(answer, "content-range")).isEqualTo("bytes " + from + "-" + to + "/" + mp4.length);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(mp4, from, to + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=999999999-", "bytes=-0"})
  void range_outsideTheFile_isNotSatisfiable(String range) throws Exception {
    HttpResponse<byte[]> answer = get(url(FileFormat.MP4), "Range", range);

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(header(answer, "content-range")).isEqualTo("bytes */" + mp4.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "bytes=9-3", "lines=0-5", "bytes=a-b", "bytes=-", "bytes=99999999999999999999-"})
  void range_thatIsSeveralOrNone_isAnsweredWithTheWhole(String range) throws Exception {
    HttpResponse<byte[]> answer = get(url(FileFormat.MP4), "Range", range);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(mp4.length);
  }

  @ParameterizedTest
  @EnumSource
  void head_ofEachFormat_hasTheHeadersWithoutTheBody(FileFormat format) throws Exception {
    HttpResponse<byte[]> whole = get(url(format));
    HttpResponse<byte[]> head = send(HttpRequest.newBuilder(URI.create(url(format))).HEAD());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : new String[] {"content-length", "content-type", "etag"}) {
      assertThat(header(head, name)).as(name).isEqualTo(header(whole, name));
    }
  }

  @Test
  void head_withARange_tellsThePartsLength() throws Exception {
    HttpResponse<byte[]> head = send(HttpRequest.newBuilder(URI.create(url(FileFormat.MP4))).HEAD().header("Range", "bytes=10-19"));

    assertThat(head.statusCode()).isEqualTo(206);
    assertThat(header(head, "content-length")).isEqualTo("10");
  }

  @ParameterizedTest
  @EnumSource
  void ifNoneMatch_withTheFilesTag_saysNotModified(FileFormat format) throws Exception {
    String tag = header(get(url(format)), "etag");

    for (String known : new String[] {tag, "\"other\", " + tag, "W/" + tag, "*"}) {
      HttpResponse<byte[]> answer = get(url(format), "If-None-Match", known);
      assertThat(answer.statusCode()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(header(answer, "etag")).isEqualTo(tag);
    }
    assertThat(get(url(format), "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void ifRange_ofThisVersion_givesThePart_ofAnotherTheWhole() throws Exception {
    String tag = header(get(url(FileFormat.MP4)), "etag");

    assertThat(get(url(FileFormat.MP4), "Range", "bytes=0-9", "If-Range", tag).statusCode()).isEqualTo(206);
    assertThat(get(url(FileFormat.MP4), "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(get(url(FileFormat.MP4), "Range", "bytes=0-9", "If-Range", "Sat, 01 Jan 2028 00:00:00 GMT").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void options_fromAnotherOrigin_allowWhatPlayersSend(FileFormat format) throws Exception {
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(url(format))).method("OPTIONS",
        HttpRequest.BodyPublishers.noBody()).header("Origin", "https://example.org")
        .header("Access-Control-Request-Method", "GET").header("Access-Control-Request-Headers", "range"));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
    assertThat(header(answer, "access-control-allow-methods")).contains("GET", "HEAD");
    assertThat(header(answer, "access-control-allow-headers")).contains("Range");
    assertThat(header(answer, "access-control-expose-headers")).contains("Content-Range");
  }

  @Test
  void playlist_ofARecording_namesTapesThatAreThere() throws Exception {
    String url = url(FileFormat.HLS);
    String playlist = new String(get(url).body(), StandardCharsets.US_ASCII);
    String tape = playlist.lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    HttpResponse<byte[]> answer = get(URI.create(url).resolve(tape).toString(), "Range", "bytes=0-99");

    assertThat(playlist).startsWith("#EXTM3U\n").endsWith("#EXT-X-ENDLIST\n").contains("#EXT-X-PLAYLIST-TYPE:VOD");
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(header(answer, "content-type")).isEqualTo("video/mp4");
    assertThat(answer.body()).isEqualTo(Arrays.copyOf(mp4, 100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void method_thatChangesThings_isRefused(String method) throws Exception {
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(url(FileFormat.MP4)))
        .method(method, HttpRequest.BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(Files.readAllBytes(server.data().path(FILES.get(FileFormat.MP4)))).isEqualTo(mp4);
  }

  @Test
  void file_thatIsNot_isNotFound() throws Exception {
    String folder = url(FileFormat.MP4).replace("f0.mp4", "");
    String playlists = url(FileFormat.HLS).replace("playlist.m3u8", "");

    for (String url : new String[] {folder + "f1.mp4", folder + "f0.flv", folder, folder + "f0.m3u8", playlists + "f0.mp4",
        playlists + "1.mp4", server.http("/vod/1250000001/1/f0.mp4"), server.http("/vod/1250000001/99999999999999999999/f0.mp4"),
        server.http("/vod/1250000001/0/playlist.m3u8"), server.http("/vod/"), server.http("/live/live/none.flv"),
        server.http("/live/live/none.m3u8"), server.http("/watch/1"), server.http("/watch/live/none")}) {
      assertThat(get(url).statusCode()).as(url).isEqualTo(404);
    }
  }

  /** As bytes on the wire: a client library would put the path in order first. */
  @ParameterizedTest
  @ValueSource(strings = {
      "/vod/../../livetape.db", "/vod/1250000001/%2e%2e/%2e%2e/livetape.db", "/vod/1250000001/1/..%2f..%2flivetape.db",
      "/vod/1250000001/1/%2e%2e%5clivetape.db", "//etc/passwd", "/web/../livetape.db", "/web/%2e%2e/%2e%2e/livetape.yaml",
      "/web/..%2f..%2flivetape.yaml", "/live/../../x.flv", "/live/%2e%2e/%2e%2e.flv", "/live/live/%00.flv", "/watch/live/%2e%2e/x",
      "/vod/%00/1/f0.mp4", "/%", "/vod/%zz/1/f0.mp4"})
  void path_thatLeadsElsewhere_isNotFound(String path) throws Exception {
    assertThat(rawStatus("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).isIn(400, 404);
    assertThat(get(server.http("/healthz")).statusCode()).isEqualTo(200);
  }

  private static int rawStatus(String request) throws IOException {
    URI uri = URI.create(server.http("/"));
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout((int) LivetapeServer.PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 ");
      return Integer.parseInt(answer.substring(9, 12));
    }
  }

  private static String url(FileFormat format) {
    return server.url(FILES.get(format));
  }

  private static HttpResponse<byte[]> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(LivetapeServer.PATIENCE).build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
