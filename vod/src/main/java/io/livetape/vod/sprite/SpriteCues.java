package io.livetape.vod.sprite;

import java.util.List;
import java.util.Locale;

/**
 * The text that tells players which part of a sheet stands for which time: WebVTT whose cues name the sheet with a spatial fragment
 * (Media Fragments URI 1.0, 4.2.2). Pure.
 *
 * <pre>
 *  00:00:02.000 --> 00:00:04.000
 *  sprite.jpg#xywh=160,0,160,90
 * </pre>
 */
final class SpriteCues {
  private SpriteCues() {}

  /**
   * @param timesMs when each picture is shown; it stands for the time until the next, the first also for what comes before
   * @param sheet the sheet's address as seen from the text's
   */
  static String text(List<Long> timesMs, long durationMs, Grid grid, String sheet) {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (int i = 0; i < timesMs.size(); i++) {
      long startMs = i == 0 ? 0 : timesMs.get(i);
      long endMs = i + 1 < timesMs.size() ? timesMs.get(i + 1) : Math.max(durationMs, startMs + 1);
      text.append("\n%s --> %s\n%s#xywh=%d,%d,%d,%d\n".formatted(
          clock(startMs), clock(endMs), sheet, grid.x(i), grid.y(i), grid.width(), grid.height()));
    }
    return text.toString();
  }

  private static String clock(long ms) {
    return String.format(Locale.ROOT, "%02d:%02d:%02d.%03d", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
  }
}
