package io.livetape.app.config;

import java.time.Duration;

/** Cover pictures of recordings, and pictures of live streams. */
public record CoverConfig(
    @Range(max = 4096) String ffmpeg,
    @Range(min = 64, max = 3840) int widthMax,
    @Range(max = 3600) Duration liveInterval) {

  public CoverConfig {
    Checks.of(CoverConfig.class, ffmpeg, widthMax, liveInterval).done();
  }

  public boolean on() {
    return !ffmpeg.isEmpty();
  }
}
