package io.livetape.app.config;

import io.livetape.callback.Network;
import java.time.Duration;
import java.util.List;

/** Files that are fetched from elsewhere. */
public record UploadConfig(
    @Range(min = 1, max = 1_125_899_906_842_624L) ByteSize sizeMax,
    @Range(min = 1, max = 86_400) Duration timeMax,
    @Range(min = 1, max = 600) Duration idleTimeout,
    @Range(max = 100) List<Network> allow,
    @Range(max = 100) List<Network> deny) {

  public UploadConfig {
    Checks.of(UploadConfig.class, sizeMax, timeMax, idleTimeout, allow, deny).done();
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }
}
