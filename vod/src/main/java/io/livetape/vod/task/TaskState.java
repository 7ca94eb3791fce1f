package io.livetape.vod.task;

/** Where a task is; the names are those in the table and of the public API. */
public enum TaskState {
  /** To be done when its turn comes. */
  WAITING,
  /** Being done. */
  PROCESSING,
  /** Done, or failed for good. */
  FINISH,
  /** Somebody wanted it no more. */
  ABORTED
}
