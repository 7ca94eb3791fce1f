package io.livetape.app.config;

import java.time.Duration;

/** The HTTP listener and its limits. */
public record HttpConfig(
    String host,
    @Range(max = 65535) int port,
    @Range(max = 1024) String publicUrl,
    @Range(min = 1, max = 100_000) int connectionMax,
    @Range(min = 1, max = 100_000) int connectionMaxPerAddress,
    @Range(min = 1, max = 100_000) int waitingMax,
    @Range(min = 1, max = 3600) Duration requestTimeout) {

  public HttpConfig {
    Checks.of(HttpConfig.class, host, port, publicUrl, connectionMax, connectionMaxPerAddress, waitingMax, requestTimeout)
        .host("host", host)
        .httpUrlOrEmpty("publicUrl", publicUrl)
        .done();
    publicUrl = publicUrl.replaceFirst("/+$", "");
  }

  /** What the addresses given to others begin with, without a slash at the end; {@code boundPort} is the port really in use. */
  public String baseUrl(int boundPort) {
    return publicUrl.isEmpty() ? "http://127.0.0.1:" + boundPort : publicUrl;
  }
}
