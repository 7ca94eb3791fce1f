package io.livetape.record;

import io.livetape.media.Sample;
import io.livetape.media.Track;

/** One track's part of the fragment that a {@link TapeWriter} collects: bytes, and the newest sample, which waits for its duration. */
final class TapeLane {
  /** Sound comes many times a second. */
  private static final long SOUND_STALL_MS = 2_000;

  final Track track;
  final BlockBuffer bytes;
  boolean waiting;
  long waitingDts;
  int waitingBytes;
  int waitingOffset;
  boolean waitingSync;
  int lastDuration;
  /** Whether the newest sample was written with an open end. */
  boolean openEnded;
  /** How far the tape was when it came: tracks may be far apart all the time without any having stalled. */
  private long cameAtMs;

  TapeLane(Track track, BlockBuffer bytes) {
    this.track = track;
    this.bytes = bytes;
  }

  /** @param tapeMs the latest time of any track */
  void add(Sample sample, long tapeMs) {
    waiting = true;
    waitingDts = sample.dts();
    waitingBytes = sample.sizeBytes();
    waitingOffset = sample.compositionOffset();
    waitingSync = sample.sync();
    bytes.put(sample);
    openEnded = false;
    cameAtMs = tapeMs;
  }

  /** Whether the newest sample waits, and has done so for long. */
  boolean stalled(long nowMs, long pictureStallMs) {
    return waiting && nowMs - cameAtMs >= (track.video() ? pictureStallMs : SOUND_STALL_MS);
  }
}
