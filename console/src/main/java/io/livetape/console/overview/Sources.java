package io.livetape.console.overview;

import io.livetape.callback.Outbox;
import io.livetape.live.LiveStreams;
import io.livetape.record.Recorder;
import java.nio.file.Path;

/**
 * Where figures come from.
 *
 * @param folder on the disk where recordings are written
 * @param stopFreeBytes with less room than this recordings stop
 */
public record Sources(LiveStreams streams, Recorder recorder, Outbox outbox, Path folder, long stopFreeBytes) {}
