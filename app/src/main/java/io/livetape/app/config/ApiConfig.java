package io.livetape.app.config;

/** The management API. */
public record ApiConfig(
    @Range(min = 1, max = 100_000) int rateLimit,
    @Range(max = 128) Secret olderKey,
    boolean olderOutputList) {

  public ApiConfig {
    Checks.of(ApiConfig.class, rateLimit, olderKey, olderOutputList).done();
  }
}
