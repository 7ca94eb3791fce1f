package io.livetape.app.config;

import io.livetape.live.LiveStreams;
import java.time.Duration;

/** The RTMP listener and its limits. */
public record RtmpConfig(
    String host,
    @Range(max = 65535) int port,
    Tls tls,
    @Range(min = 1, max = 3600) Duration idleTimeout,
    @Range(min = 1, max = 300) Duration handshakeTimeout,
    @Millis @Range(min = 1, max = 200) Duration readTick,
    @Range(min = 1, max = 100_000) int connectionMax,
    @Range(min = 1, max = 100_000) int connectionMaxPerAddress,
    @Range(min = 1, max = 100_000) int waitingMax,
    @Range(min = 65_536, max = 16_777_215) ByteSize messageMax,
    @Range(min = 1, max = 100_000) int streamMax,
    @Range(max = 100_000) int viewerMax,
    LiveStreams.SameName sameName) {

  public RtmpConfig {
    Checks.of(RtmpConfig.class, host, port, tls, idleTimeout, handshakeTimeout, readTick, connectionMax, connectionMaxPerAddress, waitingMax,
            messageMax, streamMax, viewerMax, sameName)
        .host("host", host)
        .done();
  }

  /** The RTMPS listener. It is there when a certificate is, on any free port when the port is 0. */
  public record Tls(
      @Range(max = 65535) int port,
      @Range(max = 4096) String certificate,
      @Range(max = 4096) String key) {

    public Tls {
      Checks.of(Tls.class, port, certificate, key)
          .that("certificate", port == 0 || !certificate.isEmpty(), "the path of a PEM file, since rtmp.tls.port is not 0")
          .that("key", certificate.isEmpty() || !key.isEmpty(), "the path of a PEM file, since rtmp.tls.certificate is set")
          .done();
    }

    public boolean on() {
      return !certificate.isEmpty();
    }
  }
}
