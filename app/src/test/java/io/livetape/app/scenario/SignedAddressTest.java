package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Calls;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a key, recorded files are for those who have a signed address; it opens all that a player needs of one file, and no other. */
@Timeout(120)
class SignedAddressTest {
  private static final String KEY = "24FEQmTzro4V5u3D5epW";
  private static final int LENGTH_SECONDS = 8;
  private static final Map<FileFormat, RecordedFile> FILES = new EnumMap<>(FileFormat.class);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static LivetapeServer server;
  private static Path clip;
  @TempDir static Path folder;

  @BeforeAll
  static void record() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", "recording.segment-target=1", "play.key=" + KEY);
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(LENGTH_SECONDS)));
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    server.awaitFiles("show", 4).forEach(file -> FILES.put(file.format(), file));
  }

  @AfterAll
  static void close() {
    HTTP.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void address_withoutSignature_isRefusedShortly() throws Exception {
    for (FileFormat format : FileFormat.values()) {
      HttpResponse<String> answer = get(server.url(FILES.get(format)));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("This address needs a signature.\n");
      assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }
    assertThat(get(server.http("/watch/" + FILES.get(FileFormat.MP4).fileId())).statusCode()).isEqualTo(403);
    assertThat(get(server.http("/vod/1250000001/1/f0.mp4")).statusCode()).as("of what is not there nothing is told").isEqualTo(403);
  }

  @Test
  void address_signed_playsInEveryFormat() {
    PacketHashes pushed = PacketHashes.of(clip);

    PacketHashes.of(signed(FileFormat.MP4, "", "")).assertSameAs(pushed);
    PacketHashes.of(signed(FileFormat.HLS, "", "")).assertSameAs(pushed);
    assertThat(PacketHashes.of(signed(FileFormat.FLV, "", "")).video()).isEqualTo(pushed.video());
    assertThat(PacketHashes.of(signed(FileFormat.AAC, "", "")).audio()).hasSameSizeAs(pushed.audio());
  }

  @Test
  void otherFacesOfTheSameFile_areOpenedByTheSameQuery() throws Exception {
    RecordedFile hls = FILES.get(FileFormat.HLS);
    String query = query(hls, "", "");
    URI playlist = URI.create(server.url(hls));
    HttpResponse<String> ts = get(playlist.resolve("ts.m3u8") + query);

    assertThat(ts.statusCode()).isEqualTo(200);
    String segment = ts.body().lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    assertThat(segment).endsWith(query);
    assertThat(get(playlist.resolve(segment).toString()).statusCode()).isEqualTo(200);
    assertThat(get(playlist.resolve(segment.substring(0, segment.indexOf('?'))).toString()).statusCode()).isEqualTo(403);
    HttpResponse<String> page = get(server.http("/watch/" + hls.fileId()) + query);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("playlist.m3u8" + query.replace("&", "&amp;"));
    assertThat(get(server.url(FILES.get(FileFormat.MP4)) + query).statusCode()).as("another file").isEqualTo(403);
  }

  @Test
  void address_thatHasExpired_isRefused() throws Exception {
    RecordedFile mp4 = FILES.get(FileFormat.MP4);
    HttpResponse<String> answer = get(server.url(mp4) + query(mp4, Instant.now().minusSeconds(302), "", ""));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("has expired");
    assertThat(get(server.url(mp4) + query(mp4, Instant.now().minusSeconds(200), "", "")).statusCode()).isEqualTo(200);
  }

  @Test
  void preview_ofHlsAndMp4_isTheBeginningAndNoByteMore() throws Exception {
    for (FileFormat format : List.of(FileFormat.HLS, FileFormat.MP4)) {
      RecordedFile file = FILES.get(format);
      String preview = query(file, "3", "");
      URI base = URI.create(server.url(file));
      String playlist = base.resolve("playlist.m3u8") + preview;
      PacketHashes seen = Downloaded.hls(folder, playlist);

      double share = (double) seen.video().size() / PacketHashes.of(clip).video().size();
      assertThat(share * LENGTH_SECONDS).as(format.name()).isBetween(3.0, 5.0);
      seen.assertBeginningOf(PacketHashes.of(clip));
      String tape = get(playlist).body().lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
      HttpResponse<String> most = get(base.resolve(tape).toString(), "Range", "bytes=0-");
      assertThat(most.statusCode()).isEqualTo(206);
      assertThat(Long.parseLong(most.headers().firstValue("content-length").orElseThrow())).isLessThan(file.content().sizeBytes() * 3 / 4);
      assertThat(get(base.resolve(tape).toString()).statusCode()).as("the tape as a whole").isEqualTo(403);
      String last = get(base.resolve("ts.m3u8") + query(file, "", "")).body().lines().filter(line -> !line.startsWith("#")).toList()
          .getLast();
      assertThat(get(base.resolve(last.substring(0, last.indexOf('?'))) + preview).statusCode()).isEqualTo(403);
    }
    assertThat(get(signed(FileFormat.FLV, "3", "")).body()).contains("Previews are made of MP4 and HLS recordings alone");
  }

  @Test
  void preview_ofAFetchedMp4_isSaidNotToBe() throws Exception {
    HttpServer files = SimpleFileServer.createFileServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clip.toAbsolutePath().getParent(), SimpleFileServer.OutputLevel.NONE);
    files.start();
    try {
      String address = "http://127.0.0.1:" + files.getAddress().getPort() + "/" + clip.getFileName();
      new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-07-17").call("PullUpload", "{\"MediaUrl\": \"" + address + "\"}");
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> fetched().isPresent());
      assertThat(get(server.url(fetched().get()) + query(fetched().get(), "3", "")).body()).contains("Previews are made of");
    } finally {
      files.stop(0);
    }
  }

  private static Optional<RecordedFile> fetched() {
    return server.data().files().stream().filter(file -> file.entry().source() == Source.UPLOAD).findFirst();
  }

  @Test
  void address_forOnePlace_playsThere() {
    PacketHashes.of(signed(FileFormat.HLS, "", "1")).assertSameAs(PacketHashes.of(clip));
  }

  @Test
  void replayByTheClock_ofAnOpenStream_isNoWayAround() throws Exception {
    HttpResponse<String> answer = get(server.http("/replay/live/show.m3u8?from=2020-01-01T00:00:00Z"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(get(server.http("/replay/live/show.mp4?from=2020-01-01T00:00:00Z")).statusCode()).isEqualTo(403);
    assertThat(get(server.http("/live/live/show.m3u8")).statusCode()).isEqualTo(403);
  }

  private static String signed(FileFormat format, String exper, String rlimit) {
    return server.url(FILES.get(format)) + query(FILES.get(format), exper, rlimit);
  }

  private static String query(RecordedFile file, String exper, String rlimit) {
    return query(file, Instant.now().plusSeconds(600), exper, rlimit);
  }

  /** As a customer's server signs. */
  private static String query(RecordedFile file, Instant expiresAt, String exper, String rlimit) {
    try {
      String path = URI.create(server.url(file)).getPath();
      String t = Long.toHexString(expiresAt.getEpochSecond());
      String text = KEY + path.substring(0, path.lastIndexOf('/') + 1) + t + exper + rlimit + "u1";
      String sign = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
      return "?t=" + t + (exper.isEmpty() ? "" : "&exper=" + exper) + (rlimit.isEmpty() ? "" : "&rlimit=" + rlimit) + "&us=u1&sign=" + sign;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    return HTTP.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
  }
}
