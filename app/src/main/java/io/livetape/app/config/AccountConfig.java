package io.livetape.app.config;

/** The account that callbacks, addresses and the API speak of. */
public record AccountConfig(
    @Range(min = 1, max = 9_999_999_999L) long appid,
    @Range(max = 9_999_999_999L) long bizid) {

  public AccountConfig {
    Checks.of(AccountConfig.class, appid, bizid).done();
  }
}
