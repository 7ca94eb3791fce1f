package io.livetape.vod.task;

import java.io.IOException;
import java.sql.SQLException;

/** What a kind of task does. On one of the runner's threads; it may wait for disk, database and network. */
public interface TaskWork {
  /** As its tasks have it. */
  String kind();

  /**
   * Does it. May be called again for the same task, after a failure or after the process has died in the middle: what an earlier run has
   * left must then be replaced, not added to.
   *
   * @param watch is told how far it is; what it throws ends the work and is passed on
   * @throws IOException if the world is wrong: it is tried again later, and fails for good after {@link TaskRunner#TRIES_MAX} times
   */
  TaskOutcome run(Task task, TaskWatch watch) throws IOException, SQLException, InterruptedException;

  /** Removes what a run may have left that has no effect any more: the task failed, or was aborted. May be called without need. */
  void discard(Task task) throws IOException, SQLException;
}
