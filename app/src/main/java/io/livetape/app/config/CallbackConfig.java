package io.livetape.app.config;

import io.livetape.callback.Network;
import java.time.Duration;
import java.util.List;

/** Where events are sent, and how hard it is tried. */
public record CallbackConfig(
    @Range(max = 1024) String url,
    @Range(max = 128) Secret key,
    @Range(min = 1, max = 120) Duration timeout,
    @Range(min = 1, max = 86_400) Duration retryInterval,
    @Range(max = 100) int retryMax,
    @Range(max = 100) List<Network> allow,
    @Range(max = 100) List<Network> deny) {

  public CallbackConfig {
    Checks.of(CallbackConfig.class, url, key, timeout, retryInterval, retryMax, allow, deny)
        .httpUrlOrEmpty("url", url)
        .done();
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }
}
