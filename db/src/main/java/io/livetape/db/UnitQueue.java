package io.livetape.db;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Units that wait for a database thread: bounded, from any thread, and what was accepted before closing is still handed out. */
final class UnitQueue {
  private final String name;
  private final int unitMax;
  private final ArrayDeque<Unit<?>> units = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;

  UnitQueue(String name, int unitMax) {
    this.name = name;
    this.unitMax = unitMax;
  }

  /** Adds a unit, or settles it at once with a {@link RejectedExecutionException} that says why it was not added. */
  void offer(Unit<?> unit) {
    String refusal;
    lock.lock();
    try {
      refusal = refusal();
      if (refusal == null) {
        units.add(unit);
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
        into.add(units.remove());
      }
      return !into.isEmpty();
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

  private String refusal() {
    if (closed) {
      return "the database is closed";
    }
    return units.size() < unitMax ? null : "the database is overloaded: " + unitMax + " " + name + " are waiting";
  }
}
