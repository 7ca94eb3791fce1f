package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.DataView.Attempt;
import io.livetape.app.LivetapeServer;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.CallbackReceiver.Received;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.Witness;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are kept until their receiver takes them: over failures, silence and restarts, in their order. */
class CallbackRetryTest {
  private static final Clip CLIP = Clip.h264Aac(Duration.ofSeconds(2));

  private final CallbackReceiver receiver = CallbackReceiver.start();
  private LivetapeServer server;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG);
    server = LivetapeServer.start("callback.url=" + receiver.url(), "callback.retry-interval=1", "callback.timeout=1",
        "callback.retry-max=3", "recording.formats=mp4");
  }

  @AfterEach
  void close() {
    receiver.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void receiver_thatFailsFirst_getsTheEventAgainWithAFreshSignature() {
    receiver.failNext(2, 500);
    push();

    List<Received> requests = receiver.await(5, LivetapeServer.PATIENCE);
    assertThat(requests).extracting(request -> request.json().path("event_type").asInt()).startsWith(1, 1, 1);
    assertThat(requests.get(2).json().path("t").asLong()).isGreaterThan(requests.get(0).json().path("t").asLong());
    assertThat(requests.get(2).json().path("sequence")).isEqualTo(requests.get(0).json().path("sequence"));
    awaitDelivered(3);
    assertThat(server.data().attempts()).filteredOn(attempt -> attempt.kind().equals("push began"))
        .extracting(Attempt::number, Attempt::status)
        .containsExactly(tuple(1, 500), tuple(2, 500), tuple(3, 200));
    assertThat(server.metric("livetape_callback_attempts_failed_total")).isEqualTo(2);
  }

  @Test
  void receiver_thatHangs_getsTheEventAgainAfterTheTimeout() {
    receiver.hangNext();
    push();

    awaitDelivered(3);
    assertThat(server.data().attempts()).filteredOn(attempt -> attempt.kind().equals("push began"))
        .extracting(Attempt::status).containsExactly(0, 200);
    assertThat(server.data().attempts().getFirst().error()).isEqualTo("no answer in 1000 ms");
  }

  /** Whether at once, on another connection, or as a retry. */
  @Test
  void receiver_thatHangsUp_getsTheEventAgain() {
    receiver.hangUpNext();
    push();

    awaitDelivered(3);
    assertThat(receiver.events(1)).hasSize(2);
    assertThat(server.data().attempts()).filteredOn(attempt -> attempt.kind().equals("push began"))
        .last().extracting(Attempt::status).isEqualTo(200);
  }

  @Test
  void receiver_thatFailsForGood_leavesTheEventParkedAndGetsTheNextOnes() {
    receiver.failNext(4, 503);
    push();

    awaitDelivered(2);
    assertThat(server.data().eventCount("PARKED")).isEqualTo(1);
    assertThat(server.metric("livetape_callback_parked")).isEqualTo(1);
    assertThat(receiver.events(100)).hasSize(1);
    assertThat(receiver.events(0)).hasSize(1);
  }

  @Test
  void receiver_thatIsDownOverARestart_getsEverythingAfterwards() {
    receiver.answer(503);
    push();
    server.awaitFiles("show", 1);
    receiver.await(1, LivetapeServer.PATIENCE);
    server.stop();
    int before = receiver.received().size();
    receiver.answer(200);
    server.startAgain();

    awaitDelivered(3);
    List<Received> after = receiver.received().subList(before, receiver.received().size());
    assertThat(after).extracting(request -> request.json().path("event_type").asInt()).hasSize(3).startsWith(1)
        .containsExactlyInAnyOrder(1, 100, 0);
    JsonNode recorded = receiver.events(100).getLast();
    assertThat(recorded.path("file_id").asText()).isEqualTo(server.data().files("show").getFirst().fileId());
  }

  private void push() {
    Encoders.ffmpeg(Ffmpeg.make(CLIP), server.pushUrl("show"));
  }

  private void awaitDelivered(int count) {
    Awaitility.await("delivered events").atMost(LivetapeServer.PATIENCE).pollInterval(Duration.ofMillis(20))
        .until(() -> server.data().eventCount("DELIVERED") == count);
  }
}
