package io.livetape.api.vod;

import io.livetape.api.transport.RecordText;
import io.livetape.vod.task.Task;
import io.livetape.vod.task.TaskState;
import java.util.List;

/** Tasks as answers and events tell of them. */
record TaskAnswers(FileAddresses addresses) {
  record EditTask(
      String taskId, String status, long errCode, String errCodeExt, String message, long progress, EditInput input, EditOutput output,
      MediaInfo.MetaData metaData, String procedureTaskId, String reviewAudioVideoTaskId, String sessionId, String sessionContext) {}

  record EditInput(String inputType, List<EditPlan.FilePart> fileInfoSet, List<EditPlan.StreamPart> streamInfoSet) {}

  record EditOutput(String fileType, String fileUrl, String fileId, String mediaName, Long classId, String expireTime) {}

  EditTask edit(Task task, int percent) {
    EditPlan plan = RecordText.read(EditPlan.class, task.input());
    EditResult result = task.output().isEmpty() ? null : RecordText.read(EditResult.class, task.output());
    EditInput input = new EditInput(plan.inputType(), plan.fileInfos(), plan.streamInfos());
    return new EditTask(task.taskId(), status(task), task.errorCode(), task.errorDetail(), task.message(), percent, input,
        result == null ? null : output(plan, result), result == null ? null : result.metaData(), "", "", task.sessionId(),
        task.sessionContext());
  }

  private EditOutput output(EditPlan plan, EditResult result) {
    EditPlan.Output file = result.files().getFirst();
    return new EditOutput(file.format(), address(file), file.fileId(), result.mediaName(), plan.classId(),
        VodTime.text(VodTime.keptExpiry(plan.expireTime())));
  }

  record PullTask(
      String taskId, String status, long errCode, String message, String fileId, MediaInfo.BasicInfo mediaBasicInfo,
      MediaInfo.MetaData metaData, String fileUrl, String procedureTaskId, String reviewAudioVideoTaskId, String sessionContext,
      String sessionId, long progress) {}

  PullTask pull(Task task, int percent) {
    PullResult result = task.output().isEmpty()
        ? new PullResult("", "", null, null) : RecordText.read(PullResult.class, task.output());
    return new PullTask(task.taskId(), status(task), task.errorCode(), task.message(), result.fileId(), result.mediaBasicInfo(),
        result.metaData(), result.fileUrl(), "", "", task.sessionContext(), task.sessionId(), percent);
  }

  record ConcatTask(String taskId, List<ConcatFile> fileInfoSet) {}

  record ConcatFile(long errCode, String message, String fileId, String fileUrl, String fileType) {}

  ConcatTask concat(Task task) {
    EditPlan plan = RecordText.read(EditPlan.class, task.input());
    boolean made = !task.output().isEmpty();
    return new ConcatTask(task.taskId(), plan.outputs().stream().map(file -> new ConcatFile(task.errorCode(), task.message(),
        made ? file.fileId() : "", made ? address(file) : "", file.fileFormat().extension())).toList());
  }

  private String address(EditPlan.Output file) {
    return addresses.media(file.fileFormat(), file.fileId());
  }

  /** Within a kind of task there are only two. */
  static String status(Task task) {
    return task.state() == TaskState.FINISH ? "FINISH" : "PROCESSING";
  }
}
