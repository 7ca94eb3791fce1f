package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.config.Config;
import io.livetape.app.config.ConfigLoader;
import io.livetape.media.flv.FlvTags;
import io.livetape.rtmp.RtmpPublisher;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTMPS by configuration, with a certificate in PEM files as certificate authorities give them out. */
class RtmpsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @Test
  void rtmps_configuredWithPemFiles_takesAPush() throws Exception {
    KeyStore store = selfSigned();
    Path certificate = pem("cert.pem", "CERTIFICATE", store.getCertificate("push").getEncoded());
    Path key = pem("key.pem", "PRIVATE KEY", store.getKey("push", PASSWORD).getEncoded());
    int port = freePort();
    Config config = ConfigLoader.load(Optional.empty(), Map.of(), List.of(
        "rtmp.host=127.0.0.1", "rtmp.port=0", "http.host=127.0.0.1", "http.port=0", "push.auth=false",
        "rtmp.tls.port=" + port, "rtmp.tls.certificate=" + certificate, "rtmp.tls.key=" + key));
    try (Livetape _ = Livetape.start(config, DataFolder.open(folder.resolve("data")));
        RtmpPublisher publisher = RtmpPublisher.connect("rtmps://127.0.0.1:" + port + "/live/secure", trusting(store))) {
      publisher.write(FlvTags.AUDIO, 0, ByteBuffer.wrap(new byte[] {(byte) 0xAF, 0, 0x12, 0x10}));
    }
  }

  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made = new ProcessBuilder(keytool, "-genkeypair", "-alias", "push", "-keyalg", "EC", "-dname", "CN=localhost",
        "-ext", "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private Path pem(String name, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }

  private static SocketFactory trusting(KeyStore store) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("push", store.getCertificate("push"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
