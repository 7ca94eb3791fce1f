package io.livetape.db;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Units that wait for a database thread: bounded, from any thread, and what was accepted before closing is still handed out. */
final class UnitQueue {
  private final String name;
  private final int unitMax;
  private final int lastingMax;
  private final ArrayDeque<Unit<?>> units = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int lastingCount;
  private boolean closed;

  /** @param lastingMax how many units that last may wait beside {@code unitMax} others */
  UnitQueue(String name, int unitMax, int lastingMax) {
    this.name = name;
    this.unitMax = unitMax;
    this.lastingMax = lastingMax;
  }

  /** Adds a unit, or settles it at once with a {@link RejectedExecutionException} that says why it was not added. */
  void offer(Unit<?> unit) {
    String refusal;
    lock.lock();
    try {
      refusal = refusal(unit.lasting());
      if (refusal == null) {
        units.add(unit);
        lastingCount += unit.lasting() ? 1 : 0;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
    if (refusal != null) {
      unit.settleLost(new RejectedExecutionException(refusal));
    }
  }

  /** Waits for units and moves up to {@code countMax} of them. False when the queue is closed and empty, for ever. */
  boolean take(List<Unit<?>> into, int countMax) {
    lock.lock();
    try {
      while (units.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      for (int count = 0; count < countMax && !units.isEmpty(); count++) {
        Unit<?> unit = units.remove();
        lastingCount -= unit.lasting() ? 1 : 0;
        into.add(unit);
      }
      return !into.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Puts lasting units back to where they were taken from. Answers those for which that was still possible: none after closing. */
  List<Unit<?>> giveBack(List<Unit<?>> taken) {
    lock.lock();
    try {
      if (closed) {
        return List.of();
      }
      taken.reversed().forEach(units::addFirst);
      lastingCount += taken.size();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a while, or until it is closed. */
  void pause(Duration span) {
    lock.lock();
    try {
      for (long nanos = span.toNanos(); nanos > 0 && !closed;) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private String refusal(boolean lasting) {
    if (closed) {
      return "the database is closed";
    }
    int count = lasting ? lastingCount : units.size() - lastingCount;
    int max = lasting ? lastingMax : unitMax;
    return count < max ? null : "the database is overloaded: " + max + " " + name + " are waiting";
  }
}
