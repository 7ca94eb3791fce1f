package io.livetape.record;

import io.livetape.live.StreamKey;
import java.time.Instant;

/**
 * Something that happened in a recording, once or several times within about a minute.
 *
 * @param sessionId the recording of one push
 * @param pushSequence the push
 * @param fileId the file that was being written; of several the MP4 file, or the HLS file; 0 where there was none yet
 * @param at when it happened, the first time, in the recording's own time: what came in a minute before and after it is a minute away
 * @param ms what {@code kind} says, of all together
 */
public record TimelineEntry(
    long sessionId, String pushSequence, StreamKey stream, String domain, long fileId, Instant at, TimelineKind kind, long count,
    long ms) {}
