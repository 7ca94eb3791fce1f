package io.livetape.play;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How recordings are replayed.
 *
 * @param segmentTarget how long the HLS segments are that an MP4 recording is taken to be made of
 * @param scratch a folder for files that are made to be sent once; it is emptied
 * @param keepFreeBytes what they must leave on its disk
 * @param fileKey signs the addresses of recorded files
 * @param site what everybody sees
 */
public record ReplaySettings(Duration segmentTarget, Path scratch, long keepFreeBytes, FileKey fileKey, Site site) {
  /**
   * The replay site.
   *
   * @param listed whether {@code /} lists live streams and recordings
   * @param frames which pages may frame players, as the header {@code Content-Security-Policy} says it in {@code frame-ancestors}
   */
  public record Site(boolean listed, String frames) {}
}
