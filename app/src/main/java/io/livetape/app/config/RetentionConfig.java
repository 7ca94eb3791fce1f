package io.livetape.app.config;

import java.time.Duration;

/** How what has grown old goes. */
public record RetentionConfig(
    @Range(min = 1, max = 86_400) Duration sweepInterval,
    @Range(min = 3600, max = 31_536_000) Duration callbackLog,
    @Range(min = 86_400, max = 315_360_000) Duration auditLog) {

  public RetentionConfig {
    Checks.of(RetentionConfig.class, sweepInterval, callbackLog, auditLog).done();
  }
}
