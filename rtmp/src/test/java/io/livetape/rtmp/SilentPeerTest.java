package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.ControlMessage.UserControl;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers that are connected and say nothing: half-open connections, stopped encoders, frozen viewers. */
class SilentPeerTest {
  private final TestServer server = new TestServer(TestServer.config().withTimeouts(new RtmpConfig.Timeouts(
      Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(600), Duration.ofMillis(150))));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void publisher_thatFallsSilent_isAskedAndThenEndedAsIdle() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("cam1")) {
      peer.status();
      ScriptedPeer.Received ping = peer.next();
      assertThat(ControlMessage.decode(ping.typeId(), ByteBuffer.wrap(ping.body()), 0, ping.body().length))
          .isInstanceOfSatisfying(UserControl.class, asked -> assertThat(asked.event()).isEqualTo(UserControl.PING_REQUEST));
      assertThat(peer.closedByServer()).isTrue();
    }
    assertThat(server.endedPush(0).end).isEqualTo(EndReason.IDLE);
    assertThat(server.metrics.closedCount(CloseReason.IDLE)).isEqualTo(1);
  }

  /** A message that grows by a byte now and then is no sign of life. */
  @Test
  void publisher_thatSendsOneMessageForEver_isEndedAsIdle() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("cam1")) {
      peer.status();
      peer.raw("04 000000 000060 09 01000000");
      RecordedPush push = server.push(0);
      await().atMost(TestServer.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
        if (push.end == null) {
          peer.raw((byte) 0);
        }
        return push.end != null;
      });
      assertThat(push.end).isEqualTo(EndReason.IDLE);
    }
  }

  @Test
  void viewer_thatGivesNoSignOfLife_isClosed() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1")); ScriptedPeer viewer = new ScriptedPeer(server)) {
      viewer.connect("rtmp://h/live", "live");
      viewer.send(1, io.livetape.rtmp.message.Command.of("play", 3, ScriptedPeer.NULL, "cam1"));
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      keepAlive(publisher, CloseReason.VIEWER_SILENT);
      assertThat(server.pushes.getFirst().end).isNull();
    }
  }

  @Test
  void viewer_thatAnswersPings_stays() throws Exception {
    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1")); ScriptedPeer viewer = new ScriptedPeer(server)) {
      viewer.connect("rtmp://h/live", "live");
      viewer.send(1, io.livetape.rtmp.message.Command.of("play", 3, ScriptedPeer.NULL, "cam1"));
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      int pingCount = 0;
      while (pingCount < 6) {
        ScriptedPeer.Received message = viewer.next();
        if (message.typeId() == MessageType.USER_CONTROL
            && ControlMessage.decode(4, ByteBuffer.wrap(message.body()), 0, 6) instanceof UserControl(int event, long value)
            && event == UserControl.PING_REQUEST) {
          viewer.send(new UserControl(UserControl.PING_RESPONSE, value));
          Bodies.audio(publisher, pingCount, Bodies.AAC_FRAME);
          pingCount++;
        }
      }
      assertThat(server.metrics.closedCount(CloseReason.VIEWER_SILENT)).isZero();
    }
  }

  private void keepAlive(RtmpPublisher publisher, CloseReason until) {
    await().atMost(TestServer.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
      Bodies.audio(publisher, 0, Bodies.AAC_FRAME);
      return server.metrics.closedCount(until) > 0;
    });
  }
}
