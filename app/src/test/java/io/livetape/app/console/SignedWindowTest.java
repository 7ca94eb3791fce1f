package io.livetape.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.console.account.Role;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Windows of a stream, and the recording that is being made of it, where recorded files need a signature. */
class SignedWindowTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  @AutoClose
  private static LivetapeServer server;
  @AutoClose
  private static ConsoleClient client;
  private static Path clip;
  private static long begin;

  @BeforeAll
  static void record() {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start("recording.formats=hls", "recording.segment-target=1", "play.key=abcdefgh12345678");
    server.data().addUser("vera", "viewer-password", Role.VIEWER);
    client = ConsoleClient.ofAdmin(server);
    begin = Instant.now().getEpochSecond() - 1;
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(4)));
    Encoders.ffmpegInRealTime(clip, server.pushUrl("show"));
    server.awaitFiles("show", 1);
  }

  @Test
  void windowOfThePage_plays_andNoOtherByItsSignature() {
    JsonNode window = client.call("console/DescribeWindow", which(",\"PlayHost\":\"127.0.0.1\""));
    String playlist = window.path("Playlist").asText();

    assertThat(window.path("Signed").asBoolean()).isTrue();
    assertPlays(playlist);
    assertThat(status(window.path("Download").asText())).isEqualTo(200);
    assertThat(status(playlist.replaceFirst("&t=.*", ""))).isEqualTo(403);
    assertThat(status(playlist.replaceFirst("from=\\d+", "from=1000"))).isEqualTo(403);
    assertThat(status(playlist.replaceFirst("&to=\\d+", ""))).isEqualTo(403);
    assertThat(status(playlist.replace("/show.m3u8", "/other.m3u8"))).isEqualTo(403);
    assertThat(client.get(playlist + "&exper=5").body()).contains("signature of this address is wrong");
  }

  /** What a window leads to is good no longer than the address itself. */
  @Test
  void sharedWindow_playsForItsTime_andIsWrittenDown() {
    JsonNode shared = client.call("console/ShareWindow", which(",\"ValidSeconds\":90"));
    String playlist = shared.path("Playlist").asText();

    assertThat(playlist).startsWith(server.http("/replay/live/show.m3u8?from=" + begin));
    assertThat(shared.path("ExpiresAt").asLong() / 1000 - Instant.now().getEpochSecond()).isBetween(60L, 90L);
    String segment = assertPlays(playlist.substring(server.http("").length()));
    assertThat(segment).contains("?t=" + Long.toHexString(shared.path("ExpiresAt").asLong() / 1000) + "&");
    server.awaitAudit("admin console/ShareWindow AppName=live StreamName=show");
  }

  @Test
  void viewer_mayPlayAWindow_butNotShareIt() {
    try (ConsoleClient vera = ConsoleClient.of(server, "vera", "viewer-password")) {
      assertPlays(vera.call("console/DescribeWindow", which(",\"PlayHost\":\"127.0.0.1\"")).path("Playlist").asText());
      assertThat(vera.call("console/ShareWindow", which(",\"ValidSeconds\":90")).path("Error").path("Code").asText())
          .isEqualTo("UnauthorizedOperation");
    }
  }

  @Test
  void windowThatEndsBeforeItBegins_andNamesThatNoStreamHas_areRefused() {
    assertThat(code("{\"AppName\":\"live\",\"StreamName\":\"show\",\"From\":2,\"To\":2}")).isEqualTo("InvalidParameterValue.To");
    assertThat(code("{\"AppName\":\"live\",\"StreamName\":\"a/b\",\"From\":1,\"To\":2}")).isEqualTo("InvalidParameterValue.StreamName");
  }

  @Test
  void recordingThatIsBeingMade_playsByTheLivePagesSignature_andNotWithout() {
    try (ToolProcess _ = Ffmpeg.pushForEver(clip, server.pushUrl("now"), LIMIT)) {
      Awaitility.await("a segment").atMost(LivetapeServer.PATIENCE).until(() -> status("/live/live/now.m3u8?" + hlsQuery()) == 307);
      Awaitility.await("its playlist").atMost(LivetapeServer.PATIENCE).until(
          () -> status(client.get("/live/live/now.m3u8?" + hlsQuery()).headers().firstValue("location").orElseThrow()) == 200);
      assertThat(status("/live/live/now.m3u8")).isEqualTo(403);
      assertThat(status("/live/live/show.m3u8?" + hlsQuery())).isEqualTo(403);
    }
  }

  /** Where the domain asks for signatures too, and files need none. */
  @Test
  void windowWhereTheDomainHasAPlayKey_isSignedByThat() {
    try (LivetapeServer own = LivetapeServer.start("recording.formats=hls", "recording.segment-target=1");
        ConsoleClient console = ConsoleClient.ofAdmin(own)) {
      Encoders.ffmpegInRealTime(clip, own.pushUrl("show"));
      own.awaitFiles("show", 1);
      assertThat(console.call("console/DescribeWindow", which(",\"PlayHost\":\"127.0.0.1\"")).path("Signed").asBoolean()).isFalse();
      console.call("live/ModifyLivePlayAuthKey", "{\"DomainName\":\"127.0.0.1\",\"Enable\":1,\"AuthKey\":\"playKey1\"}");
      String playlist = console.call("console/DescribeWindow", which(",\"PlayHost\":\"127.0.0.1\"")).path("Playlist").asText();

      assertThat(playlist).contains("&txSecret=");
      assertThat(console.get(playlist).statusCode()).isEqualTo(200);
      assertThat(console.get(playlist.replaceFirst("&txSecret.*", "")).statusCode()).isEqualTo(403);
    }
  }

  private static String hlsQuery() {
    return client.call("console/DescribeStream", "{\"AppName\":\"live\",\"StreamName\":\"now\",\"PlayHost\":\"127.0.0.1\"}")
        .path("HlsQuery").asText();
  }

  /** Gives the address of its first segment, as it stands in it. */
  private static String assertPlays(String path) {
    HttpResponse<String> playlist = client.get(path);
    assertThat(playlist.statusCode()).as(playlist.body()).isEqualTo(200);
    String segment = playlist.body().lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    assertThat(status(segment)).isEqualTo(200);
    return segment;
  }

  private static int status(String path) {
    return client.get(path).statusCode();
  }

  private static String code(String body) {
    return client.call("console/DescribeWindow", body).path("Error").path("Code").asText();
  }

  /** The minute in which it was pushed. */
  private static String which(String more) {
    return "{\"AppName\":\"live\",\"StreamName\":\"show\",\"From\":" + begin + ",\"To\":" + (begin + 60) + more + "}";
  }
}
