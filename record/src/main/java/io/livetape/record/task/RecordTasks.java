package io.livetape.record.task;

import io.livetape.db.Database;
import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.PushListener;
import io.livetape.record.RecordPlan;
import io.livetape.record.Recorder;
import io.livetape.record.task.TaskStep.Effect;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records streams by tasks. Owns a thread that looks at the clock; every other method may be called from any thread, those that write wait
 * for the database. A step of a task is stored first and acted on then, one step at a time, so that what is recorded is never ahead of the
 * stored state.
 */
public final class RecordTasks implements PushListener, AutoCloseable {
  /** Tasks that may wait or run at a time. */
  public static final int CURRENT_MAX = 2000;

  /** Recordings of one push that tasks may have at a time. */
  public static final int RUNNING_MAX = 3;

  private static final Logger log = LoggerFactory.getLogger(RecordTasks.class);
  /** How late a clock that was set may be noticed. */
  private static final long LOOK_MAX_MS = 1000;
  private static final Duration KEPT = Duration.ofDays(90);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final Database database;
  private final Recorder recorder;
  private final Function<RecordTask, RecordPlan> plans;
  private final InstantSource clock;
  /** Those of which something may still come. Written under this object's lock. */
  private final Map<Long, RecordTask> current = new ConcurrentHashMap<>();
  private final Thread thread = Thread.ofPlatform().name("record-tasks").daemon().unstarted(this::look);
  private LiveStreams streams;
  /** Whether a step could not be stored: the next try waits. */
  private boolean failed;
  private boolean closed;

  /**
   * @param plans what a task's recipe says; must not block
   */
  public RecordTasks(Database database, Recorder recorder, Function<RecordTask, RecordPlan> plans, InstantSource clock) {
    this.database = database;
    this.recorder = recorder;
    this.plans = plans;
    this.clock = clock;
  }

  /** Takes up the stored tasks. Call once, when pushes may come in. */
  public synchronized void start(LiveStreams live) throws SQLException {
    streams = live;
    Instant now = clock.instant();
    database.readNow(connection -> TaskRows.current(connection, now)).forEach(task -> current.put(task.id(), task));
    thread.start();
  }

  /** What became of the wish to add a task. */
  public enum Added { ADDED, TOO_MANY, TOO_MANY_AT_ONCE }

  /** Adds a task; one whose time has come records at once. */
  public synchronized Added add(RecordTask task) throws SQLException {
    if (current.size() >= CURRENT_MAX) {
      return Added.TOO_MANY;
    }
    long besideCount = current.values().stream()
        .filter(other -> !other.state().ended() && sameStream(other, task) && other.overlaps(task)).count();
    if (besideCount >= RUNNING_MAX) {
      return Added.TOO_MANY_AT_ONCE;
    }
    database.writeNow(transaction -> {
      TaskRows.sweep(transaction, clock.instant().minus(KEPT));
      TaskRows.insert(transaction, task);
      return null;
    });
    current.put(task.id(), task);
    step(task, new TaskEvent.Clock(clock.instant()));
    notifyAll();
    return Added.ADDED;
  }

  private static boolean sameStream(RecordTask one, RecordTask other) {
    return one.stream().equals(other.stream()) && one.app().equals(other.app()) && one.domain().equals(other.domain());
  }

  /** Ends a task and its recordings for good. False when there is none of this kind and id. */
  public boolean stop(String kind, long id) throws SQLException {
    return happen(kind, id, new TaskEvent.Stop(clock.instant()));
  }

  /** Forgets a task; a recording that runs goes on to the task's end. False when there is none of this kind and id. */
  public boolean delete(String kind, long id) throws SQLException {
    return happen(kind, id, new TaskEvent.Delete());
  }

  private synchronized boolean happen(String kind, long id, TaskEvent event) throws SQLException {
    Optional<RecordTask> task = find(kind, id);
    if (task.isPresent()) {
      step(task.get(), event);
    }
    return task.isPresent();
  }

  /** A task that is not deleted. */
  public Optional<RecordTask> find(String kind, long id) throws SQLException {
    return database.readNow(connection -> TaskRows.find(connection, id))
        .filter(task -> task.kind().equals(kind) && task.state() != TaskState.DELETED);
  }

  /** Tasks that touch a window, ended ones too, by their ids; those after an id. */
  public List<RecordTask> list(Search search, long afterId, int limit) throws SQLException {
    return database.readNow(connection -> TaskRows.list(connection, search, afterId, limit));
  }

  /** Which tasks to list; an empty name stands for any. */
  public record Search(String kind, Instant from, Instant to, String domain, String app, String stream) {}

  /** A push that begins within a task's time is recorded from its first sample on. */
  @Override
  public void pushBegan(LiveStream stream) {
    for (RecordTask task : current.values()) {
      if (task.state() == TaskState.OPEN && task.covers(stream.push()) && mayRun(task, stream)) {
        recorder.record(stream, plans.apply(task));
        // Whoever has ended the task meanwhile may have looked for its recordings before there was this one.
        if (!isOpen(task.id())) {
          recorder.end(task.taskId());
        }
      }
    }
  }

  private boolean isOpen(long id) {
    RecordTask now = current.get(id);
    return now != null && (now.state() == TaskState.OPEN || now.state() == TaskState.DELETED);
  }

  @Override
  public void pushEnded(LiveStream stream, EndReason reason) {}

  /** Stores what comes next, then does it. Called with the lock. */
  private void step(RecordTask task, TaskEvent event) throws SQLException {
    TaskStep step = TaskStep.next(task, event);
    RecordTask next = step.task();
    if (next != task) {
      database.writeNow(transaction -> {
        TaskRows.update(transaction, next);
        return null;
      });
      log.info("[task {}] {} of {}: {}", next.id(), next.kind(), next.stream(), next.state());
    }
    boolean done = next.state().ended() && (next.state() != TaskState.DELETED || step.effect() == Effect.END);
    if (done) {
      current.remove(next.id());
    } else {
      current.put(next.id(), next);
    }
    act(step);
  }

  private void act(TaskStep step) {
    switch (step.effect()) {
      case NONE -> { }
      case END -> recorder.end(step.task().taskId());
      case START -> streams.all().stream().filter(stream -> step.task().covers(stream.push()) && mayRun(step.task(), stream))
          .forEach(stream -> recorder.join(stream, plans.apply(step.task())));
    }
  }

  private boolean mayRun(RecordTask task, LiveStream stream) {
    boolean may = recorder.taskCount(stream) < RUNNING_MAX;
    if (!may) {
      log.warn("[task {}] {} is not recorded: {} tasks record it already", task.id(), stream.key(), RUNNING_MAX);
    }
    return may;
  }

  private synchronized void look() {
    while (!closed) {
      Instant now = clock.instant();
      failed = false;
      for (RecordTask task : current.values()) {
        lookAt(task, now);
      }
      try {
        wait(failed ? LOOK_MAX_MS : Math.clamp(untilNextMs(now), 1, LOOK_MAX_MS));
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void lookAt(RecordTask task, Instant now) {
    try {
      step(task, new TaskEvent.Clock(now));
    } catch (SQLException | RuntimeException e) {
      failed = true;
      log.error("[task {}] its next step could not be taken: {}; tried again in {} ms", task.id(), e.toString(), LOOK_MAX_MS);
    }
  }

  private long untilNextMs(Instant now) {
    return current.values().stream().map(task -> task.state() == TaskState.SCHEDULED ? task.startsAt() : task.endsAt())
        .mapToLong(at -> Duration.between(now, at).toMillis() + 1).min().orElse(LOOK_MAX_MS);
  }

  /** Ends the thread; recordings go on, and tasks are taken up by the next start. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      // Unlike the join of a Duration this one takes a thread that was never started: a start that fails closes what there is.
      thread.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
