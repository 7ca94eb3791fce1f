package io.livetape.record;

import java.nio.file.Path;

/**
 * A finished tape, ready to land.
 *
 * @param path in the spool
 * @param mp4 the MP4 file that it is, or null
 */
record ClosedTape(OpenTape tape, ClosedFile mp4, Path path) {}
