package io.livetape.record;

import java.time.Instant;

/**
 * A tape that has begun.
 *
 * @param mp4FileId the MP4 file that it will be, 0 when none was asked for
 * @param hlsFileId the HLS file that it is a part of, 0 when none was asked for
 * @param ordinal its place within the HLS file, from 0
 */
record OpenTape(long tapeId, long mp4FileId, long hlsFileId, int ordinal, Instant startedAt) {
  String fileName() {
    return SpoolNames.tape(tapeId);
  }
}
