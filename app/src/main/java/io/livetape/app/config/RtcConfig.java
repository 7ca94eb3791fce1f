package io.livetape.app.config;

/** The port kept for WebRTC media; nothing listens on it yet. */
public record RtcConfig(@Range(max = 65535) int udpPort) {
  public RtcConfig {
    Checks.of(RtcConfig.class, udpPort).done();
  }
}
