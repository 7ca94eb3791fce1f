package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.ToolProcess;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Five hundred peers that mean no good, and a flood of others, around two streams that are recorded: nothing of these is lost, others
 * still come in, and the limits hold. The long form, with ten thousand, is {@code bench/hostile}.
 */
class CrowdTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int FLOOD = 2_000;

  private final List<Socket> sockets = new ArrayList<>();

  @Test
  void recordings_amongHostilePeers_loseNothing() throws Exception {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(8)));
    try (LivetapeServer server = LivetapeServer.startProcess("recording.formats=mp4,flv", "rtmp.waiting-max=100", "rtmp.connection-max=300",
        "http.connection-max=80", "http.request-timeout=2", "rtmp.handshake-timeout=3");
        ToolProcess first = Ffmpeg.push(source, server.pushUrl("first"), Ffmpeg.Pace.REAL_TIME, LIMIT);
        ToolProcess second = Ffmpeg.push(source, server.pushUrl("second"), Ffmpeg.Pace.REAL_TIME, LIMIT)) {
      Awaitility.await().atMost(LIMIT).until(() -> server.metric("livetape_streams_live") == 2);
      crowd(server);
      Encoders.ffmpeg(source, server.pushUrl("late"));
      assertThat(server.get(server.http("/healthz"))).isNotEmpty();
      assertThat(Stream.of(first, second).map(push -> push.await(LIMIT).status())).containsOnly(0);

      for (String stream : List.of("first", "second", "late")) {
        for (RecordedFile file : server.awaitFiles(stream, 2)) {
          PacketHashes.of(server.url(file)).assertSameAs(PacketHashes.of(source));
        }
      }
      limitsHold(server);
    } finally {
      leave();
    }
  }

  private void crowd(LivetapeServer server) throws IOException {
    InetSocketAddress rtmp = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.rtmpPort());
    InetSocketAddress http = new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(server.http("/")).getPort());
    for (int i = 0; i < 200; i++) {
      peer(rtmp, i, "");
      peer(rtmp, i, "\003half of a handshake");
    }
    for (int i = 0; i < 100; i++) {
      peer(http, i, "GET / HTTP/1.1\r\nHost: h\r\n");
    }
    for (int i = 0; i < FLOOD; i++) {
      InetSocketAddress listener = i % 2 == 0 ? rtmp : http;
      try (Socket socket = new Socket()) {
        socket.setSoLinger(true, 0);
        socket.connect(listener);
      }
    }
  }

  /** Comes from one of eight addresses, says this and no more; whether it is let in is the server's business. */
  private void peer(InetSocketAddress listener, int index, String words) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + (1 + index % 8)), 0));
    socket.connect(listener);
    try {
      socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      // turned away already
    }
  }

  private static void limitsHold(LivetapeServer server) {
    assertThat(server.metric("livetape_rtmp_closed_total{reason=\"crowded_out\"}")).isGreaterThan(200);
    assertThat(server.metric("livetape_http_connections_crowded_out_total")).isGreaterThan(50);
    assertThat(server.metric("livetape_rtmp_closed_total{reason=\"internal_error\"}")).isZero();
    Awaitility.await("all that was open is closed in time").atMost(LIMIT)
        .until(() -> server.metric("livetape_rtmp_connections") == 0 && server.metric("livetape_http_connections") < 5);
    assertThat(server.metric("livetape_record_samples_dropped_total")).isZero();
  }

  private void leave() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
