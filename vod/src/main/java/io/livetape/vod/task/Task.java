package io.livetape.vod.task;

import java.time.Instant;

/**
 * A task as it stands in the table.
 *
 * @param subAppId the part of the account that it was set for
 * @param kind which {@link TaskWork} does it
 * @param priority higher ones are done first
 * @param input JSON, for its work
 * @param output JSON of what came of it; empty until then
 * @param errorCode 0 for none
 * @param errorDetail a word or two for programs; empty for none
 * @param message for people
 * @param fileId the first file that it works on; empty for none
 * @param sessionId the caller's name for it; empty for none
 * @param sessionContext whatever the caller wants to be told with it
 * @param tryCount how often it was begun
 * @param begunAt null until then
 * @param finishedAt null until then
 */
public record Task(
    String taskId, long subAppId, String kind, TaskState state, int priority, String input, String output, int errorCode,
    String errorDetail, String message, String fileId, String sessionId, String sessionContext, int tryCount, Instant createdAt,
    Instant begunAt, Instant finishedAt) {

  /** One that is to be done. */
  public static Task waiting(
      String taskId, long subAppId, String kind, int priority, String input, String fileId, String sessionId, String sessionContext,
      Instant now) {
    return new Task(
        taskId, subAppId, kind, TaskState.WAITING, priority, input, "", 0, "", "", fileId, sessionId, sessionContext, 0, now, null, null);
  }

  Task finished(TaskOutcome outcome, Instant now) {
    return switch (outcome) {
      case TaskOutcome.Done done -> new Task(taskId, subAppId, kind, TaskState.FINISH, priority, input, done.output(), 0, "",
          done.message(), fileId, sessionId, sessionContext, tryCount, createdAt, begunAt, now);
      case TaskOutcome.Failed failed -> new Task(taskId, subAppId, kind, TaskState.FINISH, priority, input, "", failed.errorCode(),
          failed.errorDetail(), failed.message(), fileId, sessionId, sessionContext, tryCount, createdAt, begunAt, now);
    };
  }

  /** Without input and context, which may hold addresses with signatures. */
  @Override
  public String toString() {
    return "Task[" + taskId + ", " + state + "]";
  }
}
