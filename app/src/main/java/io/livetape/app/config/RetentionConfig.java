package io.livetape.app.config;

import java.time.Duration;

/** How what has grown old goes. */
public record RetentionConfig(
    @Range(min = 1, max = 86_400) Duration sweepInterval,
    @Range(min = 3600, max = 31_536_000) Duration callbackLog) {

  public RetentionConfig {
    Checks.of(RetentionConfig.class, sweepInterval, callbackLog).done();
  }
}
