package io.livetape.callback;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the threads of a dispatcher tell each other: which lanes are under way, whether to look again, whether to stop. Any thread. */
final class Traffic {
  private final int parallelMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Set<Lane> underWay = new HashSet<>();
  private boolean lookNeeded = true;
  private boolean empty;
  private boolean closing;
  private boolean abandoning;

  /** @param parallelMax events under way to one endpoint */
  Traffic(int parallelMax) {
    this.parallelMax = parallelMax;
  }

  /** Asks for another look. */
  void wake() {
    locked(() -> {
      lookNeeded = true;
      empty = false;
    });
  }

  /** Waits until another look is asked for, at most for the pause. False when closing. */
  boolean awaitWake(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      for (long nanos = pause.toNanos(); !lookNeeded && !closing && nanos > 0;) {
        nanos = changed.awaitNanos(nanos);
      }
      lookNeeded = false;
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  /** A copy of what is under way. */
  Set<Lane> underWay() {
    lock.lock();
    try {
      return Set.copyOf(underWay);
    } finally {
      lock.unlock();
    }
  }

  /** Lets a lane's events be sent, unless its endpoint has no room for more or all is closing. */
  boolean enter(Lane lane) {
    lock.lock();
    try {
      if (closing || underWay.stream().filter(lane::sharesEndpoint).count() >= parallelMax) {
        return false;
      }
      return underWay.add(lane);
    } finally {
      lock.unlock();
    }
  }

  /** The lane is done with for now, so there is room, and maybe another event in it. */
  void leave(Lane lane) {
    locked(() -> {
      underWay.remove(lane);
      lookNeeded = true;
      empty = false;
    });
  }

  /** What a look found, unless it is out of date already. */
  void looked(boolean nothingDue) {
    locked(() -> empty = nothingDue && underWay.isEmpty() && !lookNeeded);
  }

  /** Has a look made and waits until one finds nothing due, with nothing under way. False when that takes longer than given. */
  boolean awaitEmpty(Duration patience) throws InterruptedException {
    wake();
    lock.lock();
    try {
      for (long nanos = patience.toNanos(); !empty && !closing && nanos > 0;) {
        nanos = changed.awaitNanos(nanos);
      }
      return empty;
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more in, and waits for what is under way; from the end of the wait on, the rest counts as abandoned. */
  void close(Duration patience) {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      for (long nanos = patience.toNanos(); !underWay.isEmpty() && nanos > 0;) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      abandoning = true;
      lock.unlock();
    }
  }

  boolean closing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #close} has given up waiting: an outcome from here on is one of our own making. */
  boolean abandoning() {
    lock.lock();
    try {
      return abandoning;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a pause to pass. True when closing, and then at once. */
  boolean closesWithin(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      for (long nanos = pause.toNanos(); !closing && nanos > 0;) {
        nanos = changed.awaitNanos(nanos);
      }
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
