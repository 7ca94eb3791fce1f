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
 */
public record ReplaySettings(Duration segmentTarget, Path scratch, long keepFreeBytes, FileKey fileKey) {}
