package io.livetape.vod;

import java.time.Duration;

/**
 * A thread for work that comes again and again, with pauses in which it can be woken or told to end. Its own methods are for the work
 * itself; {@link #wake} and {@link #close} may be called from any thread.
 */
final class SweepThread implements AutoCloseable {
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Thread thread;
  private boolean woken;
  private boolean closed;

  /** Runs until a pause tells it that all is closing. */
  @FunctionalInterface
  interface Work {
    void run() throws InterruptedException;
  }

  SweepThread(String name, Work work) {
    thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(work));
  }

  private static void run(Work work) {
    try {
      work.run();
    } catch (InterruptedException _) {
      // Closing: the next start goes on.
    }
  }

  void start() {
    thread.start();
  }

  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Lets others have their turn, whether or not somebody wakes it. False if it is to end. */
  synchronized boolean pause(Duration wait) throws InterruptedException {
    long untilNanos = System.nanoTime() + wait.toNanos();
    while (!closed && left(untilNanos) > 0) {
      wait(left(untilNanos));
    }
    return !closed;
  }

  /** Waits for as long, unless it was woken since it waited last, or is now. False if it is to end. */
  synchronized boolean awaitWake(Duration longest) throws InterruptedException {
    long untilNanos = System.nanoTime() + longest.toNanos();
    while (!closed && !woken && left(untilNanos) > 0) {
      wait(left(untilNanos));
    }
    woken = false;
    return !closed;
  }

  /** In milliseconds, at least one until the time has come. */
  private static long left(long untilNanos) {
    return Math.ceilDiv(untilNanos - System.nanoTime(), 1_000_000);
  }

  /** Waits a little for what is being done to end. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(CLOSE_WAIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
