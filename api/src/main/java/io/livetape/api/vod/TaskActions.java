package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.vod.TimeWindow;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.TaskSearch;
import io.livetape.vod.task.TaskState;
import io.livetape.vod.task.Tasks;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The tasks of the last three days (contract 6.5). */
final class TaskActions {
  private static final String ABORT = "Abort";

  private final Tasks tasks;
  private final TaskAnswers answers;
  private final SubApps subApps;

  TaskActions(Tasks tasks, TaskAnswers answers, SubApps subApps) {
    this.tasks = tasks;
    this.answers = answers;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeTaskDetail", "Tells how a task goes and what came of it.", Which.class, Detail.class, this::detail),
        new Action<>("DescribeTasks", "Lists the tasks of the last three days, the newest first.", Search.class, Found.class, this::list),
        Action.command("ManageTask", "Aborts a task that is not finished.", Manage.class, this::manage));
  }

  record Which(@Required String taskId, Long subAppId) {}

  /** Of the parts that the cloud has for its kinds of tasks, those that there are here; the others are left out, which reads as null. */
  record Detail(
      String taskType, String status, String createTime, String beginProcessTime, String finishTime, TaskAnswers.EditTask editMediaTask,
      TaskAnswers.PullTask pullUploadTask, TaskAnswers.ConcatTask concatTask) {}

  private Detail detail(Which request) throws SQLException {
    Task task = find(request.taskId, request.subAppId);
    int percent = tasks.percent(task);
    TaskAnswers.EditTask edit = task.kind().equals(EditWork.EDIT) ? answers.edit(task, percent) : null;
    TaskAnswers.PullTask pull = task.kind().equals(PullWork.KIND) ? answers.pull(task, percent) : null;
    TaskAnswers.ConcatTask concat = task.kind().equals(ConcatActions.KIND) ? answers.concat(task) : null;
    return new Detail(type(task), task.state().name(), VodTime.textIfAny(task.createdAt()), VodTime.textIfAny(task.begunAt()),
        VodTime.textIfAny(task.finishedAt()), edit, pull, concat);
  }

  private static String type(Task task) {
    return task.kind();
  }

  record Search(
      Long subAppId,
      @OneOf({"WAITING", "PROCESSING", "FINISH", "ABORTED"}) String status,
      @Default("") String fileId,
      TimeRange createTime,
      TimeRange finishTime,
      TaskOrder sort,
      @Default("10") @Between(min = 1, max = 100) Long limit,
      @Default("") String scrollToken) {}

  record TaskOrder(@Required @OneOf({"CreateTime", "FinishTime"}) String field, @Required @OneOf({"Asc", "Desc"}) String order) {}

  /** @param scrollToken empty at the end of the list */
  record Found(List<Summary> taskSet, String scrollToken) {}

  record Summary(
      String taskId, String status, String fileId, String taskType, String createTime, String beginProcessTime, String finishTime,
      String sessionId, String sessionContext) {
    static Summary of(Task task) {
      return new Summary(task.taskId(), task.state().name(), task.fileId(), type(task), VodTime.textIfAny(task.createdAt()),
          VodTime.textIfAny(task.begunAt()), VodTime.textIfAny(task.finishedAt()), task.sessionId(), task.sessionContext());
    }
  }

  private Found list(Search request) throws SQLException {
    TaskOrder sort = request.sort == null ? new TaskOrder("CreateTime", "Desc") : request.sort;
    int limit = Math.toIntExact(request.limit);
    TaskSearch search = new TaskSearch(
        subApps.of(request.subAppId), Optional.ofNullable(request.status).map(TaskState::valueOf), request.fileId,
        request.createTime == null ? TimeWindow.ALWAYS : request.createTime.window("CreateTime"),
        Optional.ofNullable(request.finishTime).map(range -> range.window("FinishTime")), sort.field.equals("FinishTime"),
        sort.order.equals("Desc"), place(request.scrollToken), limit);
    List<Task> found = tasks.list(search);
    String token = found.size() < limit ? "" : token(search.place(found.getLast()));
    return new Found(found.stream().map(Summary::of).toList(), token);
  }

  private static String token(TaskSearch.Place place) {
    return place.timeMs() + "_" + place.taskId();
  }

  private static Optional<TaskSearch.Place> place(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    if (!token.matches("[0-9]{1,15}_.{1,100}")) {
      throw new ApiException("InvalidParameterValue.ScrollToken", "`ScrollToken` is none that this server has given.");
    }
    int end = token.indexOf('_');
    return Optional.of(new TaskSearch.Place(Long.parseLong(token.substring(0, end)), token.substring(end + 1)));
  }

  record Manage(@Required String taskId, @Required @OneOf(ABORT) String operationType, Long subAppId) {}

  private void manage(Manage request) throws SQLException {
    Task task = find(request.taskId, request.subAppId);
    if (!tasks.abort(request.taskId)) {
      TaskState state = tasks.find(task.taskId()).orElse(task).state();
      throw new ApiException("FailedOperation", "TaskId: the task has ended: its status is " + state + ".");
    }
  }

  private Task find(String taskId, Long subAppId) throws SQLException {
    Optional<Task> task = tasks.find(taskId).filter(found -> found.subAppId() == subApps.of(subAppId));
    return task.orElseThrow(() -> new ApiException("ResourceNotFound", "TaskId: there is no task " + taskId
        + ", or it ended more than three days ago."));
  }
}
