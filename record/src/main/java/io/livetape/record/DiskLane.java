package io.livetape.record;

import java.util.ArrayDeque;

/**
 * Disk work that is done in the order it was given, one task at a time, by one thread of the crew or another. A recording keeps to one lane,
 * so that its files' writes keep their order; there are many lanes, so that a stalled write stops nobody else.
 */
final class DiskLane {
  private final DiskCrew crew;
  private final ArrayDeque<Runnable> work = new ArrayDeque<>();
  /** Whether a thread is at it, or it waits for one. */
  private boolean busy;

  DiskLane(DiskCrew crew) {
    this.crew = crew;
  }

  /** Any thread. Callers bound what they queue by their recording's byte budget. */
  void run(Runnable task) {
    boolean first;
    synchronized (this) {
      work.add(task);
      first = !busy;
      busy = true;
    }
    crew.given();
    if (first) {
      crew.ready(this);
    }
  }

  /** The next task for the thread that is at it; null when there is none, and then it is no longer at it. */
  synchronized Runnable next() {
    Runnable task = work.poll();
    busy = task != null;
    return task;
  }
}
