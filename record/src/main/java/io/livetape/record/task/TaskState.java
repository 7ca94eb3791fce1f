package io.livetape.record.task;

/** What has become of a task; see the picture in the package's description. */
public enum TaskState {
  SCHEDULED, OPEN, OVER, STOPPED, DELETED;

  /** Whether nothing more will come of it. */
  public boolean ended() {
    return this != SCHEDULED && this != OPEN;
  }
}
