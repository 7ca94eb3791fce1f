package io.livetape.record;

/** Notices that a track has stopped while the other goes on, and tells of it every few seconds. One thread. */
final class TrackAbsence {
  private final ClockListener listener;

  /** Where the other track was when this one had its last sample, and what of its way since then has been told. */
  private long otherThenMs;
  private long toldMs;

  TrackAbsence(ClockListener listener) {
    this.listener = listener;
  }

  /** Whether it has been told and the track is not back. */
  boolean told() {
    return toldMs > 0;
  }

  /**
   * The other track has come so far.
   *
   * @param stepMs how far that is from its sample before; a hole in it, or its beginning, says nothing about this one
   * @param afterMs how long the track may be away
   */
  void until(TimelineKind kind, long otherMs, long stepMs, long afterMs) {
    otherThenMs += stepMs > MediaClock.HOLE_MS ? stepMs : 0;
    if (otherMs - otherThenMs - toldMs >= afterMs) {
      tell(kind, otherMs);
    }
  }

  /** The track had a sample when the other had come so far. */
  void over(TimelineKind kind, long otherMs) {
    if (toldMs > 0) {
      tell(kind, otherMs);
      toldMs = 0;
    }
    otherThenMs = otherMs;
  }

  private void tell(TimelineKind kind, long otherMs) {
    long moreMs = otherMs - otherThenMs - toldMs;
    if (moreMs > 0) {
      listener.repaired(kind, moreMs);
      toldMs += moreMs;
    }
  }
}
