package io.livetape.api.vod;

import java.util.List;

/** An event of the product "vod" (contract 6.8): what it is about stands in the one field that its type is of. */
record EventContent(
    String eventHandle, String eventType, FileUpload fileUploadEvent, FileDelete fileDeleteEvent,
    TaskAnswers.PullTask pullCompleteEvent, TaskAnswers.EditTask editMediaCompleteEvent,
    TaskAnswers.ConcatTask concatCompleteEvent) {

  record FileUpload(
      String fileId, MediaInfo.BasicInfo mediaBasicInfo, String procedureTaskId, String reviewAudioVideoTaskId,
      MediaInfo.MetaData metaData) {}

  record FileDelete(List<String> fileIdSet, List<DeleteResult> fileDeleteResultInfo) {}

  record DeleteResult(String fileId, List<DeletedPart> deleteParts) {}

  record DeletedPart(String type, Long definition) {}

  static EventContent of(FileUpload upload) {
    return new EventContent("", "NewFileUpload", upload, null, null, null, null);
  }

  static EventContent of(FileDelete deleted) {
    return new EventContent("", "FileDeleted", null, deleted, null, null, null);
  }

  static EventContent of(TaskAnswers.PullTask task) {
    return new EventContent("", "PullComplete", null, null, task, null, null);
  }

  static EventContent of(TaskAnswers.EditTask task) {
    return new EventContent("", "EditMediaComplete", null, null, null, task, null);
  }

  static EventContent of(TaskAnswers.ConcatTask task) {
    return new EventContent("", "ConcatComplete", null, null, null, null, task);
  }

  EventContent withHandle(String handle) {
    return new EventContent(handle, eventType, fileUploadEvent, fileDeleteEvent, pullCompleteEvent, editMediaCompleteEvent,
        concatCompleteEvent);
  }
}
