package io.livetape.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.live.EndReason;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RtmpPublisherTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir
  Path folder;

  @Test
  void url_withAllItsParts_isAddressedAsItStands() throws Exception {
    try (TestServer server = new TestServer()) {
      RtmpPublisher.connect(server.url("live/cam1?record=mp4|hls&txTime=5C271099")).close();
      assertThat(server.endedPush(0).stream.key().toString()).isEqualTo("live/cam1");
      assertThat(server.push(0).stream.push().query()).isEqualTo("record=mp4%7Chls&txTime=5C271099");
      assertThat(server.push(0).stream.push().domain()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void server_thatIsNotThere_isAnIoException() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> RtmpPublisher.connect("rtmp://127.0.0.1:" + port + "/live/cam1")).isInstanceOf(IOException.class);
  }

  @Test
  void server_thatSpeaksSomethingElse_isAnIoException() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> {
        try (var socket = other.accept()) {
          socket.getInputStream().readNBytes(1537);
          socket.getOutputStream().write(new byte[4000]);
        } catch (IOException _) {
          // the publisher has seen enough
        }
      });
      assertThatThrownBy(() -> RtmpPublisher.connect("rtmp://127.0.0.1:" + other.getLocalPort() + "/live/cam1"))
          .isInstanceOf(IOException.class).hasMessageContaining("does not speak RTMP");
    }
  }

  @Test
  void publisher_overTls_deliversInBatchesAndAtOnce() throws Exception {
    KeyStore keys = selfSigned();
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    RtmpConfig config = TestServer.config().withTls(SslContextBuilder.forServer(own).build());
    for (boolean live : new boolean[] {false, true}) {
      try (TestServer server = new TestServer(config)) {
        server.live = live;
        try (RtmpPublisher publisher = RtmpPublisher.connect(server.url("live/cam1").replace("rtmp:", "rtmps:"),
            trusting(keys).getSocketFactory())) {
          Bodies.video(publisher, 0, Bodies.AVC_CONFIG);
          for (int i = 0; i < 50; i++) {
            publisher.write(9, i * 40, Bodies.frame(i == 0, 20_000));
          }
        }
        RecordedPush push = server.endedPush(0);
        assertThat(push.samples).hasSize(50);
        assertThat(push.end).isEqualTo(EndReason.DELETE_STREAM);
        assertThat(push.stream.push().protocol()).isEqualTo("rtmps");
      }
    }
  }

  @Test
  void peer_withoutTls_onATlsServer_isClosed() throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(selfSigned(), PASSWORD);
    try (TestServer server = new TestServer(TestServer.config().withTls(SslContextBuilder.forServer(own).build()))) {
      assertThatThrownBy(() -> RtmpPublisher.connect(server.url("live/cam1"))).isInstanceOf(IOException.class);
      server.awaitClosed(CloseReason.HANDSHAKE_MALFORMED);
    }
  }

  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("keys.p12");
    if (!Files.exists(file)) {
      Tool.run(folder, Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-alias",
          "own",
          "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
          "changeit");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", keys.getCertificate("own"));
    trust.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
