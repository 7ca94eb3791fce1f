package io.livetape.vod.task;

import io.livetape.db.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the tasks of the table, those of higher priority and those that came first first, each as a whole on one of a few threads. A task
 * that a dead process was at is begun again.
 */
public final class TaskRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

  /** How often a task is begun before it has failed for good. */
  public static final int TRIES_MAX = 4;

  /** How often, if processes have died meanwhile: it may be what they die of. */
  public static final int STARTS_MAX = 8;

  /** The code of a task that failed for reasons that are not its own. */
  public static final int INTERNAL = 70000;

  private static final Duration RETRY_FIRST = Duration.ofSeconds(2);
  /** How long a change by a hand in the table, or a step of the clock, can go unnoticed. */
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(30);
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
  private static final int SWEEP_ROWS = 500;

  private final Tasks tasks;
  private final Database database;
  private final Map<String, TaskWork> works;
  private final TaskListener listener;
  private final InstantSource clock;
  private final Duration retryFirst;
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore calls = new Semaphore(0);
  private volatile boolean closing;
  private Instant sweptAt = Instant.EPOCH;

  private TaskRunner(Tasks tasks, List<TaskWork> works, TaskListener listener, InstantSource clock, Duration retryFirst) {
    this.tasks = tasks;
    this.database = tasks.database();
    this.works = works.stream().collect(Collectors.toMap(TaskWork::kind, Function.identity()));
    this.listener = listener;
    this.clock = clock;
    this.retryFirst = retryFirst;
  }

  /**
   * Starts, first with what an earlier process left. A table has one runner.
   *
   * @param threadCount tasks done at a time
   */
  public static TaskRunner start(Tasks tasks, List<TaskWork> works, TaskListener listener, int threadCount, InstantSource clock)
      throws SQLException {
    return start(tasks, works, listener, threadCount, clock, RETRY_FIRST);
  }

  static TaskRunner start(
      Tasks tasks, List<TaskWork> works, TaskListener listener, int threadCount, InstantSource clock, Duration retryFirst)
      throws SQLException {
    TaskRunner runner = new TaskRunner(tasks, works, listener, clock, retryFirst);
    int count = tasks.database().writeNow(transaction -> TaskRows.putBackAll(transaction, clock.instant()));
    if (count > 0) {
      log.info("[task] {} tasks were interrupted and are begun again", count);
    }
    tasks.listen(runner::wake);
    for (int i = 1; i <= threadCount; i++) {
      runner.threads.add(Thread.ofPlatform().name("livetape-task-" + i).priority(Thread.MIN_PRIORITY).daemon().start(runner::loop));
    }
    return runner;
  }

  /** Has the table looked at. Any thread. */
  void wake() {
    calls.release();
  }

  /** Leaves what is under way to the next start. To be called before the database is closed. */
  @Override
  public void close() {
    closing = true;
    tasks.listen(() -> { });
    tasks.stopAll();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(CLOSE_WAIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    try {
      while (!closing) {
        if (!doNext()) {
          calls.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS);
          calls.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      if (!closing) {
        log.error("[task] a thread was interrupted; its tasks are done after a restart");
      }
    }
  }

  /** Whether there was one. */
  private boolean doNext() throws InterruptedException {
    try {
      sweep();
      Optional<Task> task = database.writeNow(transaction -> TaskRows.begin(transaction, clock.instant()));
      task.ifPresent(_ -> calls.release());
      if (task.isPresent()) {
        run(task.get());
      }
      return task.isPresent();
    } catch (SQLException | RuntimeException failure) {
      if (!closing) {
        log.error("[task] the table cannot be used; trying again in {} s", FAILURE_PAUSE.toSeconds(), failure);
        Thread.sleep(FAILURE_PAUSE);
      }
      return false;
    }
  }

  private Duration pause() {
    try {
      Optional<Instant> next = database.readNow(TaskRows::nextAt);
      Duration pause = next.map(at -> Duration.between(clock.instant(), at)).orElse(LOOK_INTERVAL);
      return pause.isNegative() ? Duration.ZERO : pause.compareTo(LOOK_INTERVAL) < 0 ? pause : LOOK_INTERVAL;
    } catch (SQLException | RuntimeException _) {
      return FAILURE_PAUSE;
    }
  }

  private void run(Task task) throws SQLException, InterruptedException {
    TaskWork work = works.get(task.kind());
    TaskWatch watch = tasks.watch(task.taskId());
    long startNanos = System.nanoTime();
    try {
      Optional<TaskOutcome> hopeless = hopeless(task, work);
      TaskOutcome outcome = hopeless.isPresent() ? hopeless.get() : work.run(task, watch);
      end(task, work, outcome, Duration.ofNanos(System.nanoTime() - startNanos));
    } catch (TaskWatch.StoppedException _) {
      if (!closing) {
        log.info("[task {}] aborted", task.taskId());
        discard(task, work);
      }
    } catch (IOException | SQLException | RuntimeException failure) {
      if (!closing) {
        failed(task, work, failure);
      }
    } finally {
      tasks.unwatch(task.taskId());
    }
  }

  private static Optional<TaskOutcome> hopeless(Task task, TaskWork work) {
    if (work == null) {
      return Optional.of(new TaskOutcome.Failed(INTERNAL, "UnknownKind", "Nobody does tasks of the kind " + task.kind() + "."));
    }
    return task.tryCount() <= STARTS_MAX ? Optional.empty() : Optional.of(new TaskOutcome.Failed(
        INTERNAL, "Interrupted", "The server stopped each of the " + STARTS_MAX + " times that it was at this."));
  }

  private void end(Task task, TaskWork work, TaskOutcome outcome, Duration took) throws SQLException {
    Task finished = task.finished(outcome, clock.instant());
    boolean ended = database.writeNow(transaction -> {
      boolean first = TaskRows.end(transaction, finished);
      if (first) {
        if (outcome instanceof TaskOutcome.Done done) {
          done.effect().apply(transaction);
        }
        listener.finished(transaction, finished);
      }
      return first;
    });
    if (ended) {
      listener.committed();
      tell(finished, took);
    }
    if (!ended || outcome instanceof TaskOutcome.Failed) {
      discard(task, work);
    }
  }

  private static void tell(Task task, Duration took) {
    if (task.errorCode() == 0) {
      log.info("[task {}] done in {} ms", task.taskId(), took.toMillis());
    } else {
      log.warn("[task {}] failed with {} {}: {}", task.taskId(), task.errorCode(), task.errorDetail(), task.message());
    }
  }

  private void failed(Task task, TaskWork work, Exception failure) throws SQLException {
    if (task.tryCount() >= TRIES_MAX) {
      log.error("[task {}] failed {} times, and is given up", task.taskId(), task.tryCount(), failure);
      end(task, work, new TaskOutcome.Failed(INTERNAL, "InternalError", "It could not be done: " + failure.getMessage()), Duration.ZERO);
      return;
    }
    Duration pause = retryFirst.multipliedBy(1L << 2 * (task.tryCount() - 1));
    log.warn("[task {}] failed: {}; try {} of {} in {} ms", task.taskId(), failure, task.tryCount() + 1, TRIES_MAX, pause.toMillis());
    Instant nextAt = clock.instant().plus(pause);
    database.writeNow(transaction -> {
      TaskRows.putBack(transaction, task.taskId(), nextAt);
      return null;
    });
  }

  private static void discard(Task task, TaskWork work) {
    try {
      if (work != null) {
        work.discard(task);
      }
    } catch (IOException | SQLException | RuntimeException failure) {
      log.warn("[task {}] what it left could not be removed: {}; it takes room, and is harmless", task.taskId(), failure.toString());
    }
  }

  private synchronized void sweep() throws SQLException {
    Instant now = clock.instant();
    if (now.isBefore(sweptAt.plus(SWEEP_INTERVAL))) {
      return;
    }
    int count;
    do {
      count = database.writeNow(transaction -> TaskRows.sweep(transaction, now.minus(Tasks.KEPT), SWEEP_ROWS));
    } while (count == SWEEP_ROWS);
    sweptAt = now;
  }
}
