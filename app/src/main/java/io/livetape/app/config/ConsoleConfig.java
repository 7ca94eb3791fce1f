package io.livetape.app.config;

import java.time.Duration;

/** The web console. */
public record ConsoleConfig(@Range(min = 60, max = 2_592_000) Duration sessionIdle) {
  public ConsoleConfig {
    Checks.of(ConsoleConfig.class, sessionIdle).done();
  }
}
