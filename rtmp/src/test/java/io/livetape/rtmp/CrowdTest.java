package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.livetape.rtmp.message.Command;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More peers than there is room for: those who push and play stay, those who come get in, and everything is counted. */
class CrowdTest {
  private final List<Socket> sockets = new ArrayList<>();
  private TestServer server;

  @AfterEach
  void close() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    assertThat(server.metrics.openCount()).isZero();
  }

  private void serve(int connectionMax, int addressMax, int waitingMax) {
    server = new TestServer(TestServer.config().withCrowd(new RtmpConfig.Crowd(connectionMax, addressMax, waitingMax)));
  }

  /** Connects from one of this machine's many loopback addresses. */
  private Socket from(String address) throws Exception {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server.port()));
    socket.setSoTimeout((int) TestServer.PATIENCE.toMillis());
    return socket;
  }

  private void awaitClosed(CloseReason reason, int count) {
    await().atMost(TestServer.PATIENCE).until(() -> server.metrics.closedCount(reason) == count);
  }

  @Test
  void connections_aboveTheTotal_areClosedAtOnce() throws Exception {
    serve(3, 3, 3);
    for (int i = 0; i < 3; i++) {
      from("127.0.0.1");
    }
    await().atMost(TestServer.PATIENCE).until(() -> server.metrics.openCount() == 3);

    assertThat(from("127.0.0.1").getInputStream().read()).isEqualTo(-1);
    awaitClosed(CloseReason.TOO_MANY_CONNECTIONS, 1);
    assertThat(server.metrics.openCount()).isEqualTo(3);
  }

  @Test
  void connections_aboveTheShareOfAnAddress_leaveRoomForOthers() throws Exception {
    serve(10, 2, 10);
    from("127.0.0.2");
    from("127.0.0.2");
    await().atMost(TestServer.PATIENCE).until(() -> server.metrics.openCount() == 2);

    assertThat(from("127.0.0.2").getInputStream().read()).isEqualTo(-1);
    awaitClosed(CloseReason.TOO_MANY_OF_ADDRESS, 1);
    from("127.0.0.3");
    await().atMost(TestServer.PATIENCE).until(() -> server.metrics.openCount() == 3);
  }

  @Test
  void place_ofOneWhoLeft_isTakenAgain() throws Exception {
    serve(1, 1, 1);
    for (int i = 0; i < 5; i++) {
      Socket socket = from("127.0.0.1");
      await().atMost(TestServer.PATIENCE).until(() -> server.metrics.openCount() == 1);
      socket.close();
      await().atMost(TestServer.PATIENCE).until(() -> server.metrics.openCount() == 0);
    }
    assertThat(server.metrics.closedCount(CloseReason.TOO_MANY_CONNECTIONS)).isZero();
  }

  @Test
  void peersThatWait_whenTheLobbyIsFull_goOldestFirstAndAPushComesIn() throws Exception {
    serve(100, 100, 3);
    Socket oldest = from("127.0.0.1");
    for (int i = 0; i < 6; i++) {
      int open = Math.min(3, i + 1);
      await().atMost(TestServer.PATIENCE).until(() -> server.metrics.openCount() == open);
      from("127.0.0.1");
    }
    awaitClosed(CloseReason.CROWDED_OUT, 4);
    assertThat(oldest.getInputStream().read()).isEqualTo(-1);

    try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1")); ScriptedPeer viewer = new ScriptedPeer(server)) {
      Bodies.audio(publisher, 0, Bodies.AAC_CONFIG);
      viewer.connect("rtmp://h/live", "live");
      viewer.send(1, Command.of("play", 3, ScriptedPeer.NULL, "cam1"));
      assertThat(viewer.status()).isEqualTo("NetStream.Play.Reset");
      for (int i = 0; i < 6; i++) {
        from("127.0.0.1");
      }
      awaitClosed(CloseReason.CROWDED_OUT, 10);
      Bodies.audio(publisher, 20, Bodies.AAC_FRAME);
      await().atMost(TestServer.PATIENCE).until(() -> server.push(0).samples.size() == 1);
    }
    assertThat(server.endedPush(0).end).isEqualTo(io.livetape.live.EndReason.DELETE_STREAM);
  }

  @Test
  void floodOfOneAddress_doesNotPushOutAnother() throws Exception {
    serve(1_000, 1_000, 32);
    Socket slow = from("127.0.0.2");
    await().atMost(TestServer.PATIENCE).until(() -> server.metrics.openCount() == 1);
    for (int i = 0; i < 100; i++) {
      from("127.0.0.3");
    }
    awaitClosed(CloseReason.CROWDED_OUT, 69);
    slow.setSoTimeout(200);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> slow.getInputStream().read())
        .isInstanceOf(java.net.SocketTimeoutException.class);
  }
}
