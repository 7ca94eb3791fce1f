package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer does, it gets a clear answer or a counted end, and the push beside it notices nothing. */
class HostilePeerTest {
  private static final AmfValue NULL = ScriptedPeer.NULL;
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestServer server = new TestServer(TestServer.config().withMessageMax(100_000).withCrowd(new RtmpConfig.Crowd(20, 20, 20))
      .withTimeouts(new RtmpConfig.Timeouts(SHORT, SHORT.multipliedBy(2), Duration.ofSeconds(20), Duration.ofSeconds(15))));
  private RtmpPublisher healthy;

  @BeforeEach
  void pushBesideIt() throws Exception {
    healthy = RtmpPublisher.connect(server.url("live/healthy"));
    Bodies.audio(healthy, 0, Bodies.AAC_CONFIG);
  }

  @AfterEach
  void pushBesideItGoesOn() throws Exception {
    Bodies.audio(healthy, 20, Bodies.AAC_FRAME);
    healthy.close();
    RecordedPush push = server.endedPush(0);
    assertThat(push.end).isEqualTo(EndReason.DELETE_STREAM);
    assertThat(push.samples).hasSize(1);
    server.close();
    assertThat(server.metrics.openCount()).isZero();
    assertThat(closedCount()).isEqualTo(server.metrics.openedCount());
  }

  private long closedCount() {
    long count = 0;
    for (CloseReason reason : CloseReason.values()) {
      count += server.metrics.closedCount(reason);
    }
    return count;
  }

  @Test
  void anotherProtocol_isClosedAtOnce() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server)) {
      peer.raw("GET / HTTP/1.1\r\n\r\n".getBytes());
      assertThat(peer.closedByServer()).isTrue();
    }
    server.awaitClosed(CloseReason.HANDSHAKE_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1536, 2000})
  void handshake_thatNeverEnds_isClosedInTime(int sentBytes) throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server)) {
      byte[] part = new byte[sentBytes];
      if (sentBytes > 0) {
        part[0] = 3;
      }
      peer.raw(part);
      assertThat(peer.socket.getInputStream().readAllBytes().length).isIn(0, 3073);
    }
    server.awaitClosed(CloseReason.HANDSHAKE_TIMEOUT);
  }

  @Test
  void peer_thatOnlyShakesHands_isClosedInTime() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).shakeHands()) {
      assertThat(peer.closedByServer()).isTrue();
    }
    server.awaitClosed(CloseReason.COMMAND_TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "c3", // a chunk stream that begins with a type 3 header
    "02 000000 000004 01 00000000 00000000", // chunk size 0
    "02 000000 000001 04 00000000 00", // half a user control message
    "03 000000 000001 14 00000000 05", // a command without a name
    "03 000000 000003 14 00000000 020010", // a string that ends early
  })
  void malformedChunksAndMessages_closeTheConnection(String hex) throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).shakeHands()) {
      peer.raw(hex);
      peer.raw("0000000000000000000000");
      assertThat(peer.closedByServer()).isTrue();
    }
    server.awaitClosed(CloseReason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"03 0001 61 ", "0a 00000001 ", "08 00000001 0001 61 "})
  void amf_nestedTooDeep_closesTheConnection(String level) throws Exception {
    bomb("02 0007 636f6e6e656374" + level.repeat(1_000));
  }

  @Test
  void amf_ofTooManyValues_closesTheConnection() throws Exception {
    bomb("02 0007 636f6e6e656374" + "05".repeat(5_000));
  }

  @Test
  void amf_thatStatesHugeCountsAndLengths_closesTheConnection() throws Exception {
    bomb("02 0007 636f6e6e656374 0a ffffffff");
    bomb("02 0007 636f6e6e656374 0c fffffff0 61");
  }

  private void bomb(String hex) throws Exception {
    long before = server.metrics.closedCount(CloseReason.MALFORMED);
    try (ScriptedPeer peer = new ScriptedPeer(server).shakeHands()) {
      peer.send(new ControlMessage.SetChunkSize(1_000_000));
      peer.message(3, 0, MessageType.COMMAND, 0, Bodies.buffer(hex));
      assertThat(peer.closedByServer()).isTrue();
    }
    await().atMost(TestServer.PATIENCE).until(() -> server.metrics.closedCount(CloseReason.MALFORMED) == before + 1);
  }

  @Test
  void message_ofAHugeLength_closesTheConnectionBeforeItComes() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("big")) {
      peer.status();
      peer.raw("04 000000 ffffff 09 01000000");
      assertThat(server.endedPush(1).end).isEqualTo(EndReason.MESSAGE_TOO_LARGE);
    }
    server.awaitClosed(CloseReason.MESSAGE_TOO_LARGE);
  }

  @Test
  void messages_begunOnManyChunkStreams_closeTheConnection() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("cam")) {
      peer.status();
      peer.send(new ControlMessage.SetChunkSize(90_000));
      for (int id = 4; id < 8; id++) {
        peer.raw(HexFormat.of().toHexDigits((byte) id) + "000000 015f91 09 01000000");
        peer.raw(new byte[90_000]);
      }
    } catch (java.io.IOException _) {
      // the server closes while it is sent to
    }
    server.awaitClosed(CloseReason.MESSAGE_TOO_LARGE);
  }

  /** A push may send key frames; who has not been let in, only what leads there. */
  @Test
  void message_thatIsLongForAStranger_closesTheConnectionBeforeItComes() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).shakeHands()) {
      peer.raw("03 000000 008001 14 00000000");
      assertThat(peer.closedByServer()).isTrue();
    }
    server.awaitClosed(CloseReason.MESSAGE_TOO_LARGE);
  }

  @Test
  void stranger_thatTalksForEver_isClosed() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).connect("rtmp://h/live", "live")) {
      for (int i = 0; i < 100_000 && server.metrics.closedCount(CloseReason.TALKATIVE) == 0; i++) {
        peer.send(1, Command.of("receiveAudio", 0, NULL, true));
      }
    } catch (java.io.IOException _) {
      // the server closes while it is sent to
    }
    server.awaitClosed(CloseReason.TALKATIVE);
  }

  /** Answers that nobody reads would fill the memory. */
  @Test
  void publisher_thatAsksAndNeverReads_isClosed() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("deaf")) {
      peer.status();
      String pings = "02 000000 000006 04 00000000 0006 00000001 ".repeat(1_000);
      for (int i = 0; i < 10_000 && server.metrics.closedCount(CloseReason.DEAF) == 0; i++) {
        peer.raw(pings);
      }
    } catch (java.io.IOException _) {
      // the server closes while it is sent to
    }
    server.awaitClosed(CloseReason.DEAF);
    assertThat(server.endedPush(1).end).isEqualTo(EndReason.CONNECTION_LOST);
  }

  @Test
  void names_thatAreIllegal_areRefused() throws Exception {
    List<String> names = List.of("", "../etc/passwd", "a/b", "a b", "a\u0000b", "a\r\nb", "<script>", "x".repeat(10_240));
    for (String name : names) {
      refused(name, EndReason.REFUSED_NAME);
    }
    assertThat(server.metrics.refusedCount(EndReason.REFUSED_NAME)).isEqualTo(names.size());
  }

  @Test
  void queries_thatAreTooLongOrHoldControlCharacters_areRefused() throws Exception {
    refused("cam?" + "x".repeat(10_240), EndReason.REFUSED_PARAMETERS);
    refused("cam?a=\u0007", EndReason.REFUSED_PARAMETERS);
    assertThat(server.metrics.refusedCount(EndReason.REFUSED_PARAMETERS)).isEqualTo(2);
  }

  @Test
  void domains_thatAreTooLongOrNoHost_areRefused() throws Exception {
    refused("rtmp://" + "x".repeat(5_000) + "/live", "cam", EndReason.REFUSED_DOMAIN);
    refused("rtmp://a\u0007b/live", "cam", EndReason.REFUSED_DOMAIN);
  }

  private void refused(String name, EndReason reason) throws Exception {
    refused("rtmp://h/live", name, reason);
  }

  private void refused(String tcUrl, String name, EndReason reason) throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).connect(tcUrl, "live")) {
      peer.send(new ControlMessage.SetChunkSize(60_000));
      peer.send(1, Command.of("publish", 3, NULL, name, "live"));
      AmfValue info = peer.await("onStatus").argument(1);
      assertThat(info.property("code")).isEqualTo(AmfValue.of("NetStream.Publish.Denied"));
      assertThat(info.property("description")).isEqualTo(AmfValue.of(reason.text()));
      assertThat(peer.closedByServer()).isTrue();
    }
  }

  @Test
  void refusedPeer_thatKeepsSending_isReadAndForgotten() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).connect("rtmp://h/live", "live")) {
      peer.send(1, Command.of("publish", 3, NULL, "a b", "live"));
      for (int i = 0; i < 50; i++) {
        peer.message(4, i, MessageType.VIDEO, 1, ByteBuffer.allocate(10_000));
      }
      assertThat(peer.status()).isEqualTo("NetStream.Publish.Denied");
      assertThat(peer.closedByServer()).isTrue();
    }
  }

  @Test
  void connections_aboveTheLimit_areClosedAtOnce() throws Exception {
    List<ScriptedPeer> peers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      peers.add(new ScriptedPeer(server));
    }
    assertThat(peers.getLast().socket.getInputStream().read()).isEqualTo(-1);
    server.awaitClosed(CloseReason.TOO_MANY_CONNECTIONS);
    for (ScriptedPeer peer : peers) {
      peer.close();
    }
  }
}
