package io.livetape.vod.task;

import java.sql.Connection;
import java.sql.SQLException;

/** How a task ended. */
public sealed interface TaskOutcome {
  /** What is written together with the end of the task. */
  @FunctionalInterface
  interface Effect {
    void apply(Connection transaction) throws SQLException;
  }

  /**
   * It is done.
   *
   * @param output JSON of what came of it
   * @param message for people
   * @param effect makes it known; runs in the transaction that ends the task, or never
   */
  record Done(String output, String message, Effect effect) implements TaskOutcome {}

  /**
   * It cannot be done, and trying again would not help.
   *
   * @param errorCode other than 0
   */
  record Failed(int errorCode, String errorDetail, String message) implements TaskOutcome {}
}
