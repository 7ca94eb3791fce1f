package io.livetape.record;

import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import java.time.Instant;

/**
 * A recording file that has begun: everything that is known before its first byte.
 *
 * @param fileId the id under which it will be in the catalogue
 * @param startedAt when its first sample came, microsecond precision
 * @param mediaStartMs the publisher's timestamp of the first sample
 */
record OpenFile(long fileId, FileFormat format, Push push, RecordPlan plan, Instant startedAt, long mediaStartMs) {}
