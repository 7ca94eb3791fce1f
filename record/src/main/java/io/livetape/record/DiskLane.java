package io.livetape.record;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread that does disk work in the order it was given. A recording keeps to one lane, so that its files' writes keep
 * their order; several lanes keep a stalled write from stopping everybody.
 */
final class DiskLane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskLane.class);
  private static final long CLOSE_MAX_SECONDS = 30;

  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;

  DiskLane(String name) {
    thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Any thread. Callers bound what they queue by their recording's byte budget. */
  void run(Runnable task) {
    work.add(task);
  }

  /** Tasks that have not begun. Any thread. */
  int queueLength() {
    return work.size();
  }

  private void run() {
    while (true) {
      try {
        Runnable task = work.poll(1, TimeUnit.SECONDS);
        if (task != null) {
          task.run();
        }
        if (closing && work.isEmpty()) {
          return;
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException | Error e) {
        // Also an Error: without this thread nothing of its recordings would be written any more.
        log.error("[disk] a task failed; its file is left to recovery", e);
      }
    }
  }

  /** Runs what is queued, then ends. */
  @Override
  public void close() {
    closing = true;
    work.add(() -> { });
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_MAX_SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
