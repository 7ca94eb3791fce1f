package io.livetape.record;

/** Hears of every repair, on the publisher's thread; allocates nothing and does not block. */
@FunctionalInterface
interface ClockListener {
  /** @param ms how much time it is about, as the kind says */
  void repaired(TimelineKind kind, long ms);
}
