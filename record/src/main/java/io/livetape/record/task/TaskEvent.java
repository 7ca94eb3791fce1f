package io.livetape.record.task;

import java.time.Instant;

/** What happens to a task. */
sealed interface TaskEvent {
  /** The clock shows this. */
  record Clock(Instant now) implements TaskEvent {}

  record Stop(Instant now) implements TaskEvent {}

  record Delete() implements TaskEvent {}
}
