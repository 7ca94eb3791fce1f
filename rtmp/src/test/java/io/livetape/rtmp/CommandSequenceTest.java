package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.message.Command;
import io.livetape.rtmp.message.ControlMessage;
import io.livetape.rtmp.message.ControlMessage.UserControl;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What encoders say in which order, and what they wait for. */
class CommandSequenceTest {
  private static final AmfValue NULL = ScriptedPeer.NULL;

  private final TestServer server = new TestServer();

  @AfterEach
  void close() {
    server.close();
  }

  /** ffmpeg waits for the result of connect, sends three commands at once, and waits for the last of them. */
  @Test
  void ffmpeg_itsSequence_publishesAndEnds() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server)) {
      peer.shakeHands();
      peer.send(0, Command.of("connect", 1, AmfValue.object("app", "live", "type", "nonprivate", "flashVer",
          "FMLE/3.0 (compatible; Lavf59)",
          "tcUrl", "rtmp://push.example.com:1935/live")));
      assertThat(peer.next().typeId()).isEqualTo(MessageType.WINDOW_ACK_SIZE);
      assertThat(peer.next().typeId()).isEqualTo(MessageType.SET_PEER_BANDWIDTH);
      assertThat(peer.next().typeId()).isEqualTo(MessageType.USER_CONTROL);
      assertThat(peer.next().typeId()).isEqualTo(MessageType.SET_CHUNK_SIZE);
      Command connected = peer.nextCommand();
      assertThat(connected.transactionId()).isEqualTo(1);
      assertThat(connected.argument(1).property("code")).isEqualTo(AmfValue.of("NetConnection.Connect.Success"));

      peer.send(0, Command.of("releaseStream", 2, NULL, "cam1"));
      peer.send(0, Command.of("FCPublish", 3, NULL, "cam1"));
      peer.send(0, Command.of("createStream", 4, NULL));
      assertThat(peer.nextCommand()).isEqualTo(Command.of("_result", 2, NULL, AmfValue.Nothing.UNDEFINED));
      assertThat(peer.nextCommand()).isEqualTo(Command.of("_result", 3, NULL, AmfValue.Nothing.UNDEFINED));
      assertThat(peer.nextCommand().name()).isEqualTo("onFCPublish");
      assertThat(peer.nextCommand()).isEqualTo(Command.of("_result", 4, NULL, 1));

      peer.send(1, Command.of("publish", 5, NULL, "cam1?txSecret=abc&txTime=5C271099", "live"));
      ScriptedPeer.Received begin = peer.next();
      assertThat(ControlMessage.decode(begin.typeId(), ByteBuffer.wrap(begin.body()), 0,
          6)).isEqualTo(new UserControl(UserControl.STREAM_BEGIN, 1));
      ScriptedPeer.Received status = peer.next();
      assertThat(status.streamId()).isEqualTo(1);
      AmfValue info = Command.decode(20, ByteBuffer.wrap(status.body()), 0, status.body().length).argument(1);
      assertThat(info.property("level")).isEqualTo(AmfValue.of("status"));
      assertThat(info.property("code")).isEqualTo(AmfValue.of("NetStream.Publish.Start"));
      assertThat(info.property("details")).isEqualTo(AmfValue.of("cam1"));

      peer.send(0, Command.of("FCUnpublish", 6, NULL, "cam1"));
      peer.send(0, Command.of("deleteStream", 7, NULL, 1));
      assertThat(peer.await("onFCUnpublish").argument(1).property("code")).isEqualTo(AmfValue.of("NetStream.Unpublish.Success"));
      assertThat(peer.status()).isEqualTo("NetStream.Unpublish.Success");
    }
    RecordedPush push = server.endedPush(0);
    assertThat(push.end).isEqualTo(EndReason.DELETE_STREAM);
    assertThat(push.stream.push()).isEqualTo(new Push(new StreamKey("live", "cam1"), "101", "push.example.com",
        "txSecret=abc&txTime=5C271099", "rtmp", "127.0.0.1", TestServer.NOW));
  }

  /** OBS (librtmp): the query stands in the server's address, so it comes in both app and tcUrl. */
  @Test
  void obs_withTheQueryInTheServerAddress_publishes() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server)) {
      peer.shakeHands();
      peer.send(new ControlMessage.SetChunkSize(4096));
      peer.send(0, Command.of("connect", 1, AmfValue.object("app", "live?txSecret=1&txTime=2", "type", "nonprivate", "flashVer", "FMLE/3.0",
          "swfUrl", "rtmp://h/live?txSecret=1&txTime=2", "tcUrl", "rtmp://h/live?txSecret=1&txTime=2")));
      peer.await("_result");
      peer.send(0, Command.of("releaseStream", 2, NULL, "cam1"));
      peer.send(0, Command.of("FCPublish", 3, NULL, "cam1"));
      peer.send(0, Command.of("createStream", 4, NULL));
      peer.send(1, Command.of("publish", 5, NULL, "cam1", "live"));
      assertThat(peer.status()).isEqualTo("NetStream.Publish.Start");
      assertThat(server.push(0).stream.push().query()).isEqualTo("txSecret=1&txTime=2");
    }
  }

  /** GStreamer sends createStream first, and no transaction with publish. */
  @Test
  void gstreamer_itsSequence_publishes() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server)) {
      peer.shakeHands();
      peer.send(0, Command.of("connect", 1, AmfValue.object("app", "live", "tcUrl", "rtmp://h:1935/live", "fpad", false, "capabilities", 15,
          "audioCodecs", 3191, "videoCodecs", 252, "videoFunction", 1)));
      peer.await("_result");
      peer.send(0, Command.of("createStream", 2, NULL));
      peer.await("_result");
      peer.send(0, Command.of("releaseStream", 3, NULL, "cam1"));
      peer.send(0, Command.of("FCPublish", 4, NULL, "cam1"));
      peer.send(1, Command.of("publish", 0, NULL, "cam1", "live"));
      assertThat(peer.status()).isEqualTo("NetStream.Publish.Start");
    }
  }

  /** Mobile SDKs: an instance name, slashes, AMF 3 envelopes, publishing as a record. */
  @Test
  void mobileSdk_withItsHabits_publishes() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server)) {
      peer.shakeHands();
      peer.send(0, Command.of("connect", 1, AmfValue.object("app", "live/_definst_/", "tcUrl", "rtmp://Push.Example.COM/live/_definst_/",
          "objectEncoding", 3)));
      assertThat(peer.await("_result").argument(1).property("objectEncoding")).isEqualTo(AmfValue.of(0));
      amf3(peer, 0, Command.of("createStream", 2, NULL));
      peer.await("_result");
      amf3(peer, 1, Command.of("publish", 3, NULL, "/cam1?bizid=8888", "record"));
      assertThat(peer.status()).isEqualTo("NetStream.Publish.Start");
      Push push = server.push(0).stream.push();
      assertThat(push.stream()).isEqualTo(new StreamKey("live", "cam1"));
      assertThat(push.domain()).isEqualTo("push.example.com");
      assertThat(push.query()).isEqualTo("bizid=8888");
    }
  }

  @Test
  void enhancedClient_isToldTheCodecs_othersAreNot() throws Exception {
    AmfValue codecs = new AmfValue.StrictArray(List.of(AmfValue.of("*")));
    for (boolean enhanced : new boolean[] {false, true}) {
      try (ScriptedPeer peer = new ScriptedPeer(server).shakeHands()) {
        AmfValue about = enhanced ? AmfValue.object("app", "live", "fourCcList", codecs) : AmfValue.object("app", "live");
        peer.send(0, Command.of("connect", 1, about));
        AmfValue told = peer.await("_result").argument(1).property("fourCcList");
        assertThat(told instanceof AmfValue.StrictArray(List<AmfValue> values) && values.contains(AmfValue.of("hvc1"))).isEqualTo(enhanced);
      }
    }
  }

  @Test
  void closeStream_endsThePush_andTheConnectionMayPushAgain() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("cam1")) {
      assertThat(peer.status()).isEqualTo("NetStream.Publish.Start");
      peer.send(1, Command.of("closeStream", 0, NULL));
      assertThat(server.endedPush(0).end).isEqualTo(EndReason.CLOSE_STREAM);
      assertThat(peer.status()).isEqualTo("NetStream.Unpublish.Success");
      peer.send(0, Command.of("createStream", 4, NULL));
      assertThat(peer.await("_result")).isEqualTo(Command.of("_result", 4, NULL, 2));
      peer.send(2, Command.of("publish", 5, NULL, "cam1", "live"));
      assertThat(peer.status()).isEqualTo("NetStream.Publish.Start");
      assertThat(server.push(1).stream.push().sequence()).isEqualTo("102");
    }
  }

  @Test
  void fcUnpublish_alone_endsThePush() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("cam1")) {
      peer.send(0, Command.of("FCUnpublish", 0, NULL, "cam1"));
      assertThat(server.endedPush(0).end).isEqualTo(EndReason.CLOSE_STREAM);
    }
  }

  @Test
  void secondPublish_onOneConnection_isRefusedAndTheFirstGoesOn() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).publish("cam1")) {
      assertThat(peer.status()).isEqualTo("NetStream.Publish.Start");
      peer.send(1, Command.of("publish", 9, NULL, "cam2", "live"));
      assertThat(peer.status()).isEqualTo("NetStream.Publish.BadName");
      peer.message(MessageType.AUDIO, 0, Bodies.AAC_CONFIG);
      peer.message(MessageType.AUDIO, 0, Bodies.AAC_FRAME);
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).samples.size() == 1);
      assertThat(server.pushes).hasSize(1);
    }
  }

  @Test
  void unknownCommands_areAnsweredOnlyWhereAnAnswerIsWanted() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).connect("rtmp://h/live", "live")) {
      peer.send(0, Command.of("somethingElse", 0, NULL));
      peer.send(0, Command.of("_error", 77, NULL));
      peer.send(0, Command.of("somethingElse", 8, NULL));
      peer.send(0, Command.of("_checkbw", 9, NULL));
      peer.send(0, Command.of("getStreamLength", 10, NULL, "cam1"));
      Command error = peer.nextCommand();
      assertThat(error.name() + error.transactionId()).isEqualTo("_error8.0");
      assertThat(error.argument(1).property("code")).isEqualTo(AmfValue.of("NetConnection.Call.Failed"));
      assertThat(peer.nextCommand().transactionId()).isEqualTo(9);
      assertThat(peer.nextCommand()).isEqualTo(Command.of("_result", 10, NULL, 0));
    }
  }

  @Test
  void publish_beforeConnect_isMalformed() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).shakeHands()) {
      peer.send(1, Command.of("publish", 1, NULL, "cam1", "live"));
      assertThat(peer.closedByServer()).isTrue();
    }
    server.awaitClosed(CloseReason.MALFORMED);
  }

  @Test
  void ping_isAnsweredWithItsTime() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).connect("rtmp://h/live", "live")) {
      peer.send(new UserControl(UserControl.PING_REQUEST, 0xFEDCBA98L));
      ScriptedPeer.Received answer = peer.next();
      assertThat(ControlMessage.decode(answer.typeId(), ByteBuffer.wrap(answer.body()), 0, answer.body().length))
          .isEqualTo(new UserControl(UserControl.PING_RESPONSE, 0xFEDCBA98L));
    }
  }

  @Test
  void windowOfThePeer_isAcknowledgedEachTimeItIsFull() throws Exception {
    try (ScriptedPeer peer = new ScriptedPeer(server).connect("rtmp://h/live", "live")) {
      peer.send(new ControlMessage.WindowAckSize(5000));
      peer.message(4, 0, MessageType.DATA, 0, ByteBuffer.allocate(0));
      peer.send(new ControlMessage.SetChunkSize(60_000));
      peer.message(4, 0, 99, 0, ByteBuffer.allocate(6000));
      ScriptedPeer.Received ack = peer.next();
      assertThat(ack.typeId()).isEqualTo(MessageType.ACKNOWLEDGEMENT);
      assertThat(ByteBuffer.wrap(ack.body()).getInt()).isGreaterThan(5000);
    }
  }

  private static void amf3(ScriptedPeer peer, int streamId, Command command) throws Exception {
    ByteBuffer body = command.encode();
    ByteBuffer enveloped = ByteBuffer.allocate(1 + body.remaining()).put((byte) 0).put(body).flip();
    peer.message(3, 0, MessageType.COMMAND_AMF3, streamId, enveloped);
  }
}
