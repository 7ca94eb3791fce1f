package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.PushSignature;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Witness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where files need a signature, whoever has signed a stream's own address is led to its files by signed addresses. */
class SignedFilesTest {
  private static final String PLAY_KEY = "playKey1";

  @Test
  @Timeout(120)
  void signedAddressOfAStream_leadsToItsFiles_anUnsignedOneDoesNot() throws Exception {
    Witness.require(Witness.FFMPEG);
    try (LivetapeServer server = LivetapeServer.start("recording.formats=hls", "recording.segment-target=1", "play.key=abcdefgh12345678");
        HttpClient http = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build()) {
      new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01")
          .call("ModifyLivePlayAuthKey", json("{'DomainName':'127.0.0.1','Enable':1,'AuthKey':'" + PLAY_KEY + "'}"));
      String signature = PushSignature.sign(PLAY_KEY, "show", Instant.now().plusSeconds(60));
      String live = server.http("/live/live/show.m3u8?" + signature);
      String replay = server.http("/replay/live/show.m3u8?from=2020-01-01T00:00:00Z&" + signature);
      try (LivePush _ = LivePush.start(server, "show")) {
        Awaitility.await("a segment").atMost(LivetapeServer.PATIENCE).until(() -> get(http, live).statusCode() == 200);
        playsFirstSegment(http, get(http, live));
        playsFirstSegment(http, get(http, replay));
        assertThat(get(http, server.http("/live/live/show.m3u8")).statusCode()).isEqualTo(403);
      }
      server.awaitFiles("show", 1);
      playsFirstSegment(http, get(http, replay));
      assertThat(get(http, replay.replace(".m3u8", ".mp4")).statusCode()).isEqualTo(200);
      assertThat(get(http, server.http("/replay/live/show.m3u8?from=2020-01-01T00:00:00Z")).statusCode()).isEqualTo(403);
    }
  }

  private static void playsFirstSegment(HttpClient http, HttpResponse<String> playlist) throws Exception {
    assertThat(playlist.statusCode()).isEqualTo(200);
    String segment = playlist.body().lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    String address = playlist.uri().resolve(segment).toString();
    assertThat(get(http, address).statusCode()).as(address).isEqualTo(200);
    assertThat(get(http, address.substring(0, address.indexOf('?'))).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> get(HttpClient http, String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }
}
