package io.livetape.vod.task;

/** Looks on while a task is done. Used by its thread; told to stop by any. */
public final class TaskWatch {
  private volatile int percent;
  private volatile boolean stopped;

  /** Nobody wants the rest any more. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("stopped", null, false, false);
    }
  }

  /**
   * Says that so much of it is done.
   *
   * @throws StoppedException if it is to end here
   */
  public void done(long part, long whole) {
    if (stopped) {
      throw new StoppedException();
    }
    percent = whole <= 0 ? 0 : (int) Math.clamp(part * 100.0 / whole, 0, 99);
  }

  int percent() {
    return percent;
  }

  void stop() {
    stopped = true;
  }
}
