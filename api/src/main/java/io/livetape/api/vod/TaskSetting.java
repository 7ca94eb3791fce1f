package io.livetape.api.vod;

import io.livetape.api.Secrets;
import io.livetape.api.transport.ApiException;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.Tasks;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Sets tasks, with ids as the cloud's look: {@code 1250000001-EditMedia-0123456789abcdef0123456789abcdef}. Any thread that may wait for the
 * database.
 *
 * @param fileIds of the files that tasks are to make
 */
record TaskSetting(Tasks tasks, long appId, LongSupplier fileIds, InstantSource clock) {
  /** What callers may say of any task. */
  record Wish(String sessionId, String sessionContext, Long priority) {}

  String nextFileId() {
    return Long.toString(fileIds.getAsLong());
  }

  /**
   * Answers the task's id.
   *
   * @param subAppId the part of the account that it is for
   * @param word what its id has in the middle
   * @throws ApiException if there was a task of this session, or too many are waiting
   */
  String set(long subAppId, String kind, String word, String input, String fileId, Wish wish) throws SQLException {
    String taskId = appId + "-" + word + "-" + Secrets.randomHex(16);
    int priority = wish.priority == null ? 0 : Math.toIntExact(wish.priority);
    Task task = Task.waiting(
        taskId, subAppId, kind, priority, input, fileId, text(wish.sessionId), text(wish.sessionContext), clock.instant());
    return switch (tasks.add(task)) {
      case ADDED -> taskId;
      case SESSION_KNOWN -> throw new ApiException("InvalidParameterValue.SessionId", "SessionId: there was a task of the session "
          + wish.sessionId + " within the last " + Tasks.KEPT.toDays() + " days; this one is not done.");
      case FULL -> throw new ApiException("LimitExceeded", "There are " + Tasks.WAITING_MAX + " tasks waiting; try again later.");
    };
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }
}
