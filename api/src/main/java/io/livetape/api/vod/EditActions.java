package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.api.transport.RecordText;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Entry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Cutting and joining recordings (contract 6.5). */
final class EditActions {
  private final Catalogue catalogue;
  private final TaskSetting setting;
  private final SubApps subApps;

  EditActions(Catalogue catalogue, TaskSetting setting, SubApps subApps) {
    this.catalogue = catalogue;
    this.setting = setting;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(new Action<>("EditMedia", "Cuts files, or windows of a stream's time, and joins them, without encoding again.",
        Edit.class, Set.class, this::edit));
  }

  record Edit(
      @Required @OneOf({EditPlan.FILES, EditPlan.STREAMS}) String inputType,
      Long subAppId,
      @Size(min = 1, max = 500) List<EditPlan.FilePart> fileInfos,
      @Size(min = 1, max = 100) List<EditPlan.StreamPart> streamInfos,
      @About("Kept for clients that send it: nothing is encoded again.") Long definition,
      @About("Does nothing.") String procedureName,
      OutputConfig outputConfig,
      @Size(max = 1000) String sessionContext,
      @Between(min = -10, max = 10) Long tasksPriority,
      @Size(max = 50) String sessionId,
      @About("Does nothing.") String extInfo) {}

  record OutputConfig(
      @Size(max = 256) @About("At most 64 characters.") String mediaName,
      @Default("mp4") @OneOf({"mp4", "hls"}) String type,
      Long classId,
      String expireTime,
      @About("Refused: nothing is encoded again.") VideoStream videoStream,
      @About("Refused likewise.") TehdConfig tEHDConfig) {}

  record VideoStream(String codec, Long bitrate, String resolutionAdaptive, Long width, Long height, Long fps) {}

  record TehdConfig(String type, Long maxVideoBitrate) {}

  record Set(String taskId) {}

  private Set edit(Edit request) throws SQLException {
    OutputConfig output = request.outputConfig == null ? new OutputConfig(null, "mp4", null, null, null, null) : request.outputConfig;
    if (output.videoStream != null || output.tEHDConfig != null) {
      throw new ApiException("UnsupportedOperation",
          "`OutputConfig.VideoStream` and `TEHDConfig` ask to encode again, which is not done here.");
    }
    boolean files = request.inputType.equals(EditPlan.FILES);
    List<EditPlan.FilePart> fileParts = files ? given("FileInfos", request.fileInfos) : List.of();
    List<EditPlan.StreamPart> streamParts = files ? List.of() : given("StreamInfos", request.streamInfos);
    long subAppId = subApps.of(request.subAppId);
    checkFiles(fileParts, subAppId);
    streamParts.forEach(EditActions::checkStream);
    EditPlan.Output made = new EditPlan.Output(setting.nextFileId(), output.type);
    String name = MediaName.checked("OutputConfig.MediaName", output.mediaName);
    EditPlan plan = new EditPlan(request.inputType, fileParts, streamParts, List.of(made), name, subAppId,
        ClassIds.known(catalogue.classes(subAppId), output.classId), expiry(output.expireTime), "");
    return new Set(set(plan, new TaskSetting.Wish(request.sessionId, request.sessionContext, request.tasksPriority)));
  }

  /** Sets a task that makes an MP4 of a window of one stream, and answers its id. */
  String set(VodTasks.Window window) throws SQLException {
    long subAppId = subApps.of(window.subAppId());
    EditPlan.StreamPart part = new EditPlan.StreamPart(window.stream(), window.from().toString(), window.to().toString());
    EditPlan.Output made = new EditPlan.Output(setting.nextFileId(), "mp4");
    EditPlan plan = new EditPlan(
        EditPlan.STREAMS, List.of(), List.of(part), List.of(made), "", subAppId, Entry.NO_CLASS, "", window.app());
    return set(plan, new TaskSetting.Wish(null, null, null));
  }

  private String set(EditPlan plan, TaskSetting.Wish wish) throws SQLException {
    return setting.set(plan.subAppId(), EditWork.EDIT, EditWork.EDIT, RecordText.of(plan), plan.firstFileId(), wish);
  }

  private static <T> List<T> given(String name, List<T> parts) {
    if (parts == null) {
      throw ApiException.missing(name);
    }
    return parts;
  }

  private void checkFiles(List<EditPlan.FilePart> parts, long subAppId) throws SQLException {
    for (EditPlan.FilePart part : parts) {
      if (part.startUs() < 0) {
        throw new ApiException("InvalidParameterValue.StartTimeOffset", "`StartTimeOffset` must not be negative.");
      }
      if (part.endUs() <= part.startUs()) {
        throw new ApiException("InvalidParameterValue.EndTimeOffset", "`EndTimeOffset` must be greater than `StartTimeOffset`.");
      }
      if (!known(part.fileId(), subAppId)) {
        throw new ApiException("ResourceNotFound", "FileInfos: there is no file " + part.fileId() + ".");
      }
    }
  }

  private boolean known(String fileId, long subAppId) throws SQLException {
    return FileIds.find(catalogue, fileId, subAppId).filter(file -> !file.expiredAt(setting.clock().instant())).isPresent();
  }

  private static void checkStream(EditPlan.StreamPart part) {
    Instant from = VodTime.instant("StartTime", part.startTime());
    if (!VodTime.instant("EndTime", part.endTime()).isAfter(from)) {
      throw new ApiException("InvalidParameterValue.EndTime", "`EndTime` must be later than `StartTime`.");
    }
  }

  private String expiry(String wished) {
    VodTime.expiry(wished, setting.clock().instant());
    return wished == null ? "" : wished;
  }
}
