package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import io.livetape.app.DataView.Attempt;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Ports;
import io.livetape.testkit.Witness;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callbacks never go to the server itself: neither is such an address taken, nor is one posted to that was set another way. */
class OwnAddressTest {
  private final int httpPort = Ports.free();
  private LivetapeServer server;
  private CallbackReceiver receiver;

  @BeforeEach
  void start() {
    receiver = CallbackReceiver.start();
    // A name, which stands for an address of this machine only when it is looked up; and everything is allowed.
    server = LivetapeServer.start("http.port=" + httpPort, "callback.url=http://localhost:" + httpPort + "/?to=myself",
        "callback.allow=127.0.0.0/8,::1");
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    receiver.close();
  }

  @Test
  void receiver_thatIsTheServer_isRefusedWhereItIsSet_andAnotherPortBesideItIsNot() {
    Calls live = new Calls("127.0.0.1:" + httpPort, server.apiKey(), "2018-08-01");
    Calls vod = new Calls("127.0.0.1:" + httpPort, server.apiKey(), "2018-07-17");
    for (int port : List.of(httpPort, server.rtmpPort())) {
      for (String host : List.of("127.0.0.1", "localhost", "127.0.0.2", "[::1]")) {
        String url = "http://" + host + ":" + port + "/events";
        TencentCloudSDKException refusal =
            live.failure("CreateLiveCallbackTemplate", json("{'TemplateName':'t','RecordNotifyUrl':'" + url + "'}"));
        assertThat(refusal.getErrorCode()).as(url).isEqualTo("InvalidParameter.UrlNotSafe");
        assertThat(refusal.getMessage()).contains("is this server itself");
        assertThat(vod.error("ModifyEventConfig", json("{'Mode':'PUSH','NotificationUrl':'" + url + "'}")))
            .isEqualTo("InvalidParameterValue.NotificationUrl");
      }
    }
    long id = live.call("CreateLiveCallbackTemplate", json("{'TemplateName':'t','RecordNotifyUrl':'" + receiver.url() + "'}"))
        .path("TemplateId").asLong();
    assertThat(live.error("ModifyLiveCallbackTemplate",
        json("{'TemplateId':" + id + ",'StreamEndNotifyUrl':'http://127.0.0.1:" + httpPort + "/'}"))).isEqualTo("InvalidParameter.UrlNotSafe");
    vod.call("ModifyEventConfig", json("{'Mode':'PUSH','NotificationUrl':'" + receiver.url() + "'}"));
  }

  @Test
  void event_forTheServerItself_isParkedAtOnceWithTheReason() {
    Witness.require(Witness.FFMPEG);
    Encoders.ffmpeg(Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(1))), server.pushUrl("show"));

    Awaitility.await("parked events").atMost(LivetapeServer.PATIENCE).pollInterval(Duration.ofMillis(20))
        .until(() -> server.data().eventCount("PARKED") == 2);
    assertThat(server.data().attempts()).hasSize(2).allSatisfy(attempt -> {
      assertThat(attempt.status()).isZero();
      assertThat(attempt.error()).startsWith("address refused: port " + httpPort + " of ").endsWith(" is this server itself");
    }).extracting(Attempt::kind).containsExactlyInAnyOrder("push began", "push ended");
  }
}
