package io.livetape.app.config;

/** The HTTP listener. */
public record HttpConfig(
    String host,
    @Range(max = 65535) int port,
    @Range(max = 1024) String publicUrl) {

  public HttpConfig {
    Checks.of(HttpConfig.class, host, port, publicUrl)
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
