package io.livetape.record;

import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import java.time.Instant;

/**
 * Something that happened to a recording in one format.
 *
 * @param sessionId names the recording of this push; the same for all its formats
 * @param number counts the events of the recording, from 1
 */
public record RecordingEvent(Kind kind, Push push, RecordPlan plan, FileFormat format, long sessionId, int number, Instant at) {
  /**
   * STARTED: its first file is open. START_FAILED: it has to wait for room on the disk. FAILED: samples are lost, because the disk is full
   * or too slow. RESUMED: no more of them are. ENDED: its last file is closed, and lands.
   */
  public enum Kind { STARTED, START_FAILED, FAILED, RESUMED, ENDED }
}
