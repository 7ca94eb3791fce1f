package io.livetape.vod.task;

import io.livetape.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The tasks there are. A {@link TaskRunner} does them. Waits for the database: called from neither its threads nor an event loop. */
public final class Tasks {
  /** Tasks that may wait; more are refused. */
  public static final int WAITING_MAX = 1_000;

  /** How long a task is known after its end, and how long a session's name is taken. */
  public static final Duration KEPT = Duration.ofDays(3);

  private final Database database;
  private final InstantSource clock;
  private final int waitingMax;
  private final Map<String, TaskWatch> running = new ConcurrentHashMap<>();
  private volatile Runnable listener = () -> { };

  /** What became of a wish. */
  public enum Added {
    ADDED,
    /** There was a task of this kind and session in this part of the account already. */
    SESSION_KNOWN,
    /** As many as may be are waiting. */
    FULL
  }

  public Tasks(Database database, InstantSource clock) {
    this(database, clock, WAITING_MAX);
  }

  Tasks(Database database, InstantSource clock, int waitingMax) {
    this.database = database;
    this.clock = clock;
    this.waitingMax = waitingMax;
  }

  /** Adds one that is to be done. */
  public Added add(Task task) throws SQLException {
    Instant since = clock.instant().minus(KEPT);
    Added added = database.writeNow(transaction -> {
      if (TaskRows.sessionKnown(transaction, task, since)) {
        return Added.SESSION_KNOWN;
      }
      if (TaskRows.waitingCount(transaction) >= waitingMax) {
        return Added.FULL;
      }
      TaskRows.insert(transaction, task);
      return Added.ADDED;
    });
    listener.run();
    return added;
  }

  public Optional<Task> find(String taskId) throws SQLException {
    return database.readNow(connection -> TaskRows.find(connection, taskId));
  }

  public List<Task> list(TaskSearch search) throws SQLException {
    return database.readNow(connection -> TaskRows.list(connection, search));
  }

  /** How much of it is done, from 0 to 100. */
  public int percent(Task task) {
    TaskWatch watch = running.get(task.taskId());
    return task.state() == TaskState.FINISH ? 100 : watch == null ? 0 : watch.percent();
  }

  /** Ends one that waits or is being done, without effect. False if it is neither. */
  public boolean abort(String taskId) throws SQLException {
    boolean aborted = database.writeNow(transaction -> TaskRows.abort(transaction, taskId, clock.instant()));
    TaskWatch watch = running.get(taskId);
    if (aborted && watch != null) {
      watch.stop();
    }
    return aborted;
  }

  Database database() {
    return database;
  }

  void listen(Runnable runner) {
    listener = runner;
  }

  TaskWatch watch(String taskId) {
    TaskWatch watch = new TaskWatch();
    running.put(taskId, watch);
    return watch;
  }

  void unwatch(String taskId) {
    running.remove(taskId);
  }

  void stopAll() {
    running.values().forEach(TaskWatch::stop);
  }
}
