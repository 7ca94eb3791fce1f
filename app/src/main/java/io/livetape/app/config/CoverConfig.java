package io.livetape.app.config;

/** Cover pictures of recordings. */
public record CoverConfig(
    @Range(max = 4096) String ffmpeg,
    @Range(min = 64, max = 3840) int widthMax) {

  public CoverConfig {
    Checks.of(CoverConfig.class, ffmpeg, widthMax).done();
  }

  public boolean on() {
    return !ffmpeg.isEmpty();
  }
}
