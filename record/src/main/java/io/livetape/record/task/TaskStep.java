package io.livetape.record.task;

import io.livetape.record.task.TaskEvent.Clock;
import io.livetape.record.task.TaskEvent.Delete;
import io.livetape.record.task.TaskEvent.Stop;

/**
 * A task after an event, and what is to be done once that is stored. Doing it twice changes nothing.
 *
 * @param task the same object as before if nothing has changed
 */
record TaskStep(RecordTask task, Effect effect) {
  /** START records the stream if it is live, and every push from now on; END ends the task's recordings. */
  enum Effect { NONE, START, END }

  /** Pure. */
  static TaskStep next(RecordTask task, TaskEvent event) {
    return switch (event) {
      case Clock clock -> atTime(task, clock);
      case Stop stop -> stopped(task, stop);
      case Delete _ -> deleted(task);
    };
  }

  private static TaskStep atTime(RecordTask task, Clock clock) {
    boolean begun = !clock.now().isBefore(task.startsAt());
    boolean over = !clock.now().isBefore(task.endsAt());
    return switch (task.state()) {
      case SCHEDULED -> over ? new TaskStep(task.in(TaskState.OVER), Effect.NONE)
          : begun ? new TaskStep(task.in(TaskState.OPEN), Effect.START) : unchanged(task);
      case OPEN -> over ? new TaskStep(task.in(TaskState.OVER), Effect.END) : unchanged(task);
      // What ran when it was deleted ends at its time.
      case DELETED -> new TaskStep(task, over ? Effect.END : Effect.NONE);
      case OVER, STOPPED -> unchanged(task);
    };
  }

  private static TaskStep stopped(RecordTask task, Stop stop) {
    return switch (task.state()) {
      case SCHEDULED -> new TaskStep(task.stopped(stop.now()), Effect.NONE);
      case OPEN -> new TaskStep(task.stopped(stop.now()), Effect.END);
      case OVER, STOPPED, DELETED -> unchanged(task);
    };
  }

  private static TaskStep deleted(RecordTask task) {
    return task.state() == TaskState.DELETED ? unchanged(task) : new TaskStep(task.in(TaskState.DELETED), Effect.NONE);
  }

  private static TaskStep unchanged(RecordTask task) {
    return new TaskStep(task, Effect.NONE);
  }
}
