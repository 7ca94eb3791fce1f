package io.livetape.app.config;

/** Sheets of small pictures of recordings. */
public record SpriteConfig(
    @Range(max = 100) int picturesMax,
    @Range(min = 64, max = 240) int width) {

  public SpriteConfig {
    Checks.of(SpriteConfig.class, picturesMax, width).done();
  }

  public boolean on() {
    return picturesMax > 0;
  }
}
