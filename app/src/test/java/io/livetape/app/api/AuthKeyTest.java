package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.api.PushSignature;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys for pushing and playing can be told, changed and switched off. */
class AuthKeyTest {
  private static final Duration TOOL_MAX = Duration.ofSeconds(30);

  private LivetapeServer server;
  private Calls calls;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start("recording.formats=hls");
    connect();
  }

  private void connect() {
    calls = new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void pushKey_asTheFirstStartMadeIt_isTold() {
    JsonNode keys = calls.call("DescribeLivePushAuthKey", json("{'DomainName':'127.0.0.1'}")).path("PushAuthKeyInfo");

    assertThat(keys.path("Enable").asInt()).isEqualTo(1);
    assertThat(keys.path("MasterAuthKey").asText()).matches("[0-9a-f]{32}");
    assertThat(pushes(signed(keys.path("MasterAuthKey").asText(), 60))).isTrue();
    assertThat(pushes(signed(keys.path("BackupAuthKey").asText(), 60))).isTrue();
  }

  @Test
  void pushKey_changed_holdsFromTheNextPushOnAndAfterARestart() {
    calls.call("ModifyLivePushAuthKey", json("{'DomainName':'127.0.0.1','MasterAuthKey':'newMaster1','BackupAuthKey':'newBackup1'}"));
    assertThat(pushes(server.pushUrl("show"))).as("signed with the old key").isFalse();
    assertThat(pushes(signed("newMaster1", 60))).isTrue();
    server.stop();
    server.startAgain();
    connect();
    assertThat(pushes(signed("newBackup1", 60))).isTrue();
    assertThat(run("push-url", "show", "--data", server.root().toString())).satisfies(url -> assertThat(pushes(url)).isTrue());
    calls.call("ModifyLivePushAuthKey", json("{'DomainName':'127.0.0.1','Enable':0}"));
    assertThat(pushes(server.unsignedUrl("show", ""))).isTrue();
  }

  @Test
  void authDelta_ofPushKeys_isAddedToTheExpiry() {
    calls.call("ModifyLivePushAuthKey", json("{'DomainName':'127.0.0.1','MasterAuthKey':'newMaster1'}"));
    assertThat(pushes(signed("newMaster1", -30))).isFalse();
    calls.call("ModifyLivePushAuthKey", json("{'DomainName':'127.0.0.1','AuthDelta':300}"));
    assertThat(pushes(signed("newMaster1", -30))).isTrue();
    assertThat(pushes(signed("newMaster1", -400))).isFalse();
  }

  @Test
  void playKey_switchedOn_isAskedForByEveryWayToPlay() {
    calls.call("ModifyLivePlayAuthKey", json("{'DomainName':'127.0.0.1','Enable':1,'AuthKey':'playKey1','AuthBackKey':'playKey2'}"));
    try (LivePush _ = LivePush.start(server, "show")) {
      for (String key : List.of("playKey1", "playKey2")) {
        String valid = "?" + PushSignature.sign(key, "show", Instant.now().plusSeconds(60));
        assertThat(status("/live/live/show.flv" + valid)).isEqualTo(200);
        assertThat(status("/live/live/show.jpg" + valid)).as("none is made here").isEqualTo(404);
        assertThat(plays(valid)).isTrue();
      }
      String wrong = "?" + PushSignature.sign("playKey3", "show", Instant.now().plusSeconds(60));
      String expired = "?" + PushSignature.sign("playKey1", "show", Instant.now().minusSeconds(60));
      for (String query : List.of("", wrong, expired)) {
        assertThat(status("/live/live/show.flv" + query)).isEqualTo(403);
        assertThat(status("/live/live/show.m3u8" + query)).isEqualTo(403);
        assertThat(status("/live/live/show.jpg" + query)).isEqualTo(403);
        assertThat(plays(query)).isFalse();
      }
      assertThat(status("/live/live/show.flv?" + PushSignature.sign("playKey1", "other", Instant.now().plusSeconds(60)))).isEqualTo(403);
      calls.call("ModifyLivePlayAuthKey", json("{'DomainName':'127.0.0.1','Enable':0}"));
      assertThat(status("/live/live/show.flv")).isEqualTo(200);
    }
  }

  @Test
  void domains_added_haveKeysOfTheirOwn() {
    assertThat(calls.error("DescribeLivePushAuthKey", json("{'DomainName':'push.example.test'}")))
        .isEqualTo("ResourceNotFound.PushDomainNoRecord");
    assertThat(calls.error("DescribeLivePlayAuthKey", json("{'DomainName':'play.example.test'}")))
        .isEqualTo("ResourceNotFound.PlayDomainNoRecord");
    calls.call("AddLiveDomain", json("{'DomainName':'Push.Example.test','DomainType':0}"));
    calls.call("AddLiveDomain", json("{'DomainName':'play.example.test','DomainType':1,'PlayType':2}"));
    calls.call("ModifyLivePushAuthKey", json("{'DomainName':'push.example.test','MasterAuthKey':'own1'}"));
    calls.call("ModifyLivePlayAuthKey", json("{'DomainName':'play.example.test','AuthKey':'own2','Enable':1,'AuthDelta':60}"));

    assertThat(calls.call("DescribeLivePushAuthKey", json("{'DomainName':'push.example.test'}")).path("PushAuthKeyInfo")
        .path("MasterAuthKey").asText()).isEqualTo("own1");
    assertThat(calls.call("DescribeLivePlayAuthKey", json("{'DomainName':'play.example.test'}")).path("PlayAuthKeyInfo").toString())
        .isEqualTo(json("{'DomainName':'play.example.test','Enable':1,'AuthKey':'own2','AuthDelta':60,'AuthBackKey':''}"));
    assertThat(calls.error("AddLiveDomain", json("{'DomainName':'push.example.test','DomainType':1}")))
        .isEqualTo("FailedOperation.DomainAdded");
    JsonNode domains = calls.call("DescribeLiveDomains", "{}");
    assertThat(domains.path("AllCount").asInt()).isEqualTo(2);
    assertThat(domains.path("PlayTypeCount").toString()).isEqualTo("[0,1,0]");
    assertThat(calls.call("DescribeLiveDomains", json("{'DomainType':0}")).path("DomainList"))
        .extracting(each -> each.path("Name").asText()).containsExactly("push.example.test");
    assertThat(pushes(server.pushUrl("show"))).as("other hosts are still let in").isTrue();
    calls.call("DeleteLiveDomain", json("{'DomainName':'push.example.test','DomainType':0}"));
    assertThat(calls.error("DescribeLiveDomain", json("{'DomainName':'push.example.test'}"))).isEqualTo("ResourceNotFound.DomainNotExist");
  }

  private String signed(String key, long seconds) {
    return server.unsignedUrl("show", PushSignature.sign(key, "show", Instant.now().plusSeconds(seconds)));
  }

  private boolean pushes(String url) {
    try (ToolProcess push = Ffmpeg.push(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1))), url, Ffmpeg.Pace.AS_FAST_AS_POSSIBLE, TOOL_MAX)) {
      boolean pushed = push.await(TOOL_MAX).status() == 0;
      server.awaitNoPush();
      return pushed;
    }
  }

  /** Whether ffmpeg gets a second of the stream by RTMP. */
  private boolean plays(String query) {
    try (ToolProcess play = Ffmpeg.start(TOOL_MAX, List.of("-i", server.unsignedUrl("show", "").replace("?", "") + query, "-t", "1", "-c",
        "copy", "-f", "null", "-"))) {
      return play.await(TOOL_MAX).status() == 0;
    }
  }

  private int status(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(URI.create(server.http(path))).build(), BodyHandlers.ofInputStream());
      answer.body().close();
      http.shutdownNow();
      return answer.statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String run(String... arguments) {
    try (ToolProcess command = LivetapeServer.command(arguments)) {
      ToolProcess.Result result = command.await(TOOL_MAX);
      assertThat(result.status()).as(result.err()).isZero();
      return result.out().strip();
    }
  }
}
