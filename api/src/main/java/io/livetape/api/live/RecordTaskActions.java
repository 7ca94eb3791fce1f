package io.livetape.api.live;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.RecordText;
import io.livetape.live.StreamKey;
import io.livetape.record.task.RecordTask;
import io.livetape.record.task.RecordTasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Recording by the clock (contract 3.3). Tasks of the older kind are in {@link OlderRecordActions}; neither knows the other's. */
final class RecordTaskActions {
  private static final String KIND = "task";
  private static final Duration AHEAD_MAX = Duration.ofDays(7);
  private static final Duration LENGTH_MAX = Duration.ofHours(24);
  private static final Duration WINDOW_MAX = Duration.ofDays(7);
  private static final Duration KEPT = Duration.ofDays(90);
  private static final int PAGE_COUNT = 100;
  private static final long UNIX_MAX = 253_402_300_799L;

  private final RecordTasks tasks;
  private final TaskIds ids;
  private final InstantSource clock;

  RecordTaskActions(RecordTasks tasks, TaskIds ids, InstantSource clock) {
    this.tasks = tasks;
    this.ids = ids;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("CreateRecordTask", "Records a stream between two times, also one that is live.", Create.class, Created.class,
            this::create),
        Action.command("StopRecordTask", "Ends a task and its recording for good.", Id.class, this::stop),
        Action.command("DeleteRecordTask", "Forgets a task; a recording that runs goes on to the task's end.", Id.class, this::delete),
        new Action<>("DescribeRecordTask", "Lists tasks that touch a window of time.", Search.class, Found.class, this::describe));
  }

  record Create(
      @Required String streamName,
      @Required String domainName,
      @Required String appName,
      @Required @Between(max = UNIX_MAX) @About("Unix seconds; within 7 days, and 24 hours after the start.") Long endTime,
      @Between(max = UNIX_MAX) @About("Unix seconds; now where it is left out.") Long startTime,
      @Default("0") @Between(max = 1) Long streamType,
      @Default("0") @About("Unknown: HLS, kept for ever.") Long templateId,
      @Default("") String extension) {}

  record Created(String taskId) {}

  private Created create(Create request) throws SQLException {
    Instant now = clock.instant();
    Instant startsAt = request.startTime == null ? now : Instant.ofEpochSecond(request.startTime);
    Instant endsAt = Instant.ofEpochSecond(request.endTime);
    check(StreamKey.legal(request.streamName) && StreamKey.legal(request.appName), "StreamName and AppName must be names of streams.");
    check(endsAt.isAfter(now) && endsAt.isAfter(startsAt), "EndTime must lie ahead, and after StartTime.");
    check(endsAt.isBefore(now.plus(AHEAD_MAX)), "EndTime must be within 7 days.");
    check(!endsAt.isAfter(startsAt.plus(LENGTH_MAX)), "EndTime must be at most 24 hours after StartTime.");
    String domain = DomainName.of(request.domainName);
    RecordTask task = RecordTask.scheduled(ids.next(), KIND, domain, request.appName, request.streamName, startsAt, endsAt,
        TaskRecipe.byTemplate(request.templateId).text());
    if (tasks.add(task) != RecordTasks.Added.ADDED) {
      throw new ApiException("LimitExceeded.MaximumRunningTask", "There are too many tasks: at most " + RecordTasks.RUNNING_MAX
          + " for one stream at the same time, and " + RecordTasks.CURRENT_MAX + " in all.");
    }
    return new Created(task.taskId());
  }

  record Id(@Required String taskId) {}

  private void stop(Id request) throws SQLException {
    check(tasks.stop(KIND, id(request.taskId)), "TaskId: there is no task " + request.taskId + ".");
  }

  private void delete(Id request) throws SQLException {
    check(tasks.delete(KIND, id(request.taskId)), "TaskId: there is no task " + request.taskId + ".");
  }

  record Search(
      @Required @Between(max = UNIX_MAX) Long startTime,
      @Required @Between(max = UNIX_MAX) Long endTime,
      @Default("") String streamName,
      @Default("") String domainName,
      @Default("") String appName,
      @Default("") @About("As the answer before gave it.") String scrollToken) {}

  /** @param scrollToken empty at the end of the list */
  record Found(String scrollToken, List<TaskInfo> taskList) {}

  record TaskInfo(
      String taskId, String domainName, String appName, String streamName, long startTime, long endTime, long templateId, long stopped) {
    static TaskInfo of(RecordTask task) {
      long templateId = RecordText.read(TaskRecipe.class, task.recipe()).templateId();
      return new TaskInfo(task.taskId(), task.domain(), task.app(), task.stream(), task.startsAt().getEpochSecond(),
          task.endsAt().getEpochSecond(), templateId, task.stoppedAt() == null ? 0 : task.stoppedAt().getEpochSecond());
    }
  }

  private Found describe(Search request) throws SQLException {
    Instant from = Instant.ofEpochSecond(request.startTime);
    Instant to = Instant.ofEpochSecond(request.endTime);
    check(!to.isBefore(from) && !to.isAfter(from.plus(WINDOW_MAX)), "EndTime must be at most 7 days after StartTime.");
    check(!from.isBefore(clock.instant().minus(KEPT)), "StartTime must be within the last 90 days.");
    String domain = request.domainName.isEmpty() ? "" : DomainName.of(request.domainName);
    long afterId = request.scrollToken.isEmpty() ? 0
        : number(request.scrollToken, "ScrollToken must be one that this server has given.");
    RecordTasks.Search search = new RecordTasks.Search(KIND, from, to, domain, request.appName, request.streamName);
    List<TaskInfo> found = tasks.list(search, afterId, PAGE_COUNT).stream().map(TaskInfo::of).toList();
    return new Found(found.size() < PAGE_COUNT ? "" : found.getLast().taskId, found);
  }

  private static long id(String text) {
    return number(text, "TaskId: there is no task " + text + ".");
  }

  private static long number(String text, String otherwise) {
    check(text.matches("[0-9]{1,15}"), otherwise);
    return Long.parseLong(text);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ApiException("InvalidParameter", otherwise);
    }
  }
}
