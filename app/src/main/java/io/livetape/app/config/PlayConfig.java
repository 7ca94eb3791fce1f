package io.livetape.app.config;

import java.time.Duration;
import java.util.regex.Pattern;

/** Who may have recorded files. */
public record PlayConfig(
    @Range(max = 20) Secret key,
    @Range(min = 60, max = 604_800) Duration keyValidity) {
  private static final Pattern KEY = Pattern.compile("([0-9A-Za-z]{8,20})?");

  public PlayConfig {
    Checks.of(PlayConfig.class, key, keyValidity)
        .that("key", KEY.matcher(key.value()).matches(), "empty, or 8 to 20 letters and digits")
        .done();
  }
}
