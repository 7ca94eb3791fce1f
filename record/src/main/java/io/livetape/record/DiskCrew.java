package io.livetape.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform threads that do the work of the {@link DiskLane}s, whichever has some. When all of them are stuck in a call to the disk, and
 * there is work for another, a spare one comes, so that a file that stalls holds up no other. Any thread.
 */
final class DiskCrew implements AutoCloseable {
  /** A thread that is at one task for so long is stuck: other lanes wait no longer than this for a spare one. */
  static final long STUCK_MS = 500;

  /** A disk that stalls altogether is not made faster by more threads. */
  static final int SPARE_MAX = 8;

  private static final Logger log = LoggerFactory.getLogger(DiskCrew.class);
  private static final Duration SPARE_IDLE_MAX = Duration.ofSeconds(10);

  /** What is done for one lane before others that wait have their turn. */
  private static final int TURN_TASKS = 32;

  private static final long CLOSE_MAX_MS = 30_000;
  private static final long CLOSING_POLL_MS = 10;
  private static final long IDLE_POLL_MS = 1_000;

  private final String name;
  private final LinkedBlockingQueue<DiskLane> ready = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  // Written under this object's lock, and read without it.
  private volatile List<Member> members = List.of();
  private final int memberCount;
  private volatile boolean closing;

  DiskCrew(String name, int memberCount) {
    this.name = name;
    this.memberCount = memberCount;
    for (int i = 0; i < memberCount; i++) {
      start(false);
    }
  }

  /** Tasks of all lanes that have not begun. */
  int queueLength() {
    return waiting.get();
  }

  /** A task was given to a lane. */
  void given() {
    waiting.incrementAndGet();
    if (!ready.isEmpty()) {
      help();
    }
  }

  /** A lane has work and nobody at it. */
  void ready(DiskLane lane) {
    ready.add(lane);
    help();
  }

  /** Sends for a spare thread if all are stuck. */
  private void help() {
    if (members.size() < memberCount + SPARE_MAX && allStuck()) {
      synchronized (this) {
        if (members.size() < memberCount + SPARE_MAX && allStuck()) {
          log.warn("[disk] {} threads wait for the disk for more than {} ms: another one goes on with other files", members.size(), STUCK_MS);
          start(true);
        }
      }
    }
  }

  private boolean allStuck() {
    long now = System.nanoTime();
    for (Member member : members) {
      if (!member.stuck(now)) {
        return false;
      }
    }
    return true;
  }

  private synchronized void start(boolean spare) {
    List<Member> more = new ArrayList<>(members);
    Member member = new Member(spare, name + "-" + more.size());
    more.add(member);
    members = List.copyOf(more);
    member.thread.start();
  }

  private synchronized void leave(Member member) {
    members = members.stream().filter(other -> other != member).toList();
  }

  /** Waits until all work is done, as long as it does not take too long, and ends the threads. */
  @Override
  public void close() {
    closing = true;
    // Wakes those who wait for work.
    members.forEach(_ -> ready.add(new DiskLane(this)));
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MAX_MS);
    try {
      for (Member member : members) {
        member.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One thread. */
  private final class Member {
    private final boolean spare;
    private final Thread thread;
    /** When its task began; 0 between tasks. */
    private volatile long beganNanos;

    Member(boolean spare, String name) {
      this.spare = spare;
      thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    boolean stuck(long nowNanos) {
      long began = beganNanos;
      return began != 0 && nowNanos - began > TimeUnit.MILLISECONDS.toNanos(STUCK_MS);
    }

    private void run() {
      try {
        long lastNanos = System.nanoTime();
        while (!(closing && waiting.get() == 0) && !(spare && System.nanoTime() - lastNanos > SPARE_IDLE_MAX.toNanos())) {
          DiskLane lane = ready.poll(closing ? CLOSING_POLL_MS : IDLE_POLL_MS, TimeUnit.MILLISECONDS);
          if (lane != null) {
            workAt(lane);
            lastNanos = System.nanoTime();
          }
        }
      } catch (InterruptedException _) {
        // Nobody interrupts it but who ends the process.
      } finally {
        leave(this);
      }
    }

    private void workAt(DiskLane lane) {
      for (int count = 0; count < TURN_TASKS; count++) {
        Runnable task = lane.next();
        if (task == null) {
          return;
        }
        waiting.decrementAndGet();
        run(task);
      }
      ready.add(lane);
    }

    private void run(Runnable task) {
      beganNanos = System.nanoTime() | 1;
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        // Also an Error: without this thread nothing of its recordings would be written any more.
        log.error("[disk] a task failed; its file is left to recovery", e);
      } finally {
        beganNanos = 0;
      }
    }
  }
}
