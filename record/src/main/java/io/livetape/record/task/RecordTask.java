package io.livetape.record.task;

import io.livetape.live.Push;
import java.time.Instant;

/**
 * The wish to record a stream between two times.
 *
 * @param id positive, unique for the installation, rising
 * @param kind whose task it is; tasks of different kinds do not know each other
 * @param domain the push domain; empty for any
 * @param app the application; empty for any
 * @param recipe what to record, in the words of whoever made the task
 * @param stoppedAt when it was stopped; null if it was not
 */
public record RecordTask(
    long id, String kind, String domain, String app, String stream, Instant startsAt, Instant endsAt, String recipe, TaskState state,
    Instant stoppedAt) {

  public RecordTask {
    if (!endsAt.isAfter(startsAt)) {
      throw new IllegalArgumentException("a task must end after its start");
    }
  }

  /** One that waits for its start. */
  public static RecordTask scheduled(
      long id, String kind, String domain, String app, String stream, Instant startsAt, Instant endsAt, String recipe) {
    return new RecordTask(id, kind, domain, app, stream, startsAt, endsAt, recipe, TaskState.SCHEDULED, null);
  }

  /** Whether a push is of the stream that it is for. */
  boolean covers(Push push) {
    return (domain.isEmpty() || domain.equals(push.domain())) && (app.isEmpty() || app.equals(push.stream().app()))
        && stream.equals(push.stream().name());
  }

  /** What its recordings and their files carry. */
  public String taskId() {
    return Long.toString(id);
  }

  /** Whether it wants recordings at some time that the other does too. */
  boolean overlaps(RecordTask other) {
    return startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(endsAt);
  }

  RecordTask in(TaskState next) {
    return new RecordTask(id, kind, domain, app, stream, startsAt, endsAt, recipe, next, stoppedAt);
  }

  RecordTask stopped(Instant at) {
    return new RecordTask(id, kind, domain, app, stream, startsAt, endsAt, recipe, TaskState.STOPPED, at);
  }
}
