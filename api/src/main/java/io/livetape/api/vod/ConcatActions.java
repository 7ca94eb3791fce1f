package io.livetape.api.vod;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.api.transport.Product;
import io.livetape.api.transport.RecordText;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Entry;
import io.livetape.vod.RecordedFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Joining recordings by API 2.0 (contract 6.6), which knows the account's own part alone. */
final class ConcatActions {
  static final String KIND = "Concat";
  private static final int SOURCES_MAX = 500;

  private final Catalogue catalogue;
  private final TaskSetting setting;
  private final HlsJoin join;

  ConcatActions(Catalogue catalogue, TaskSetting setting, HlsJoin join) {
    this.catalogue = catalogue;
    this.setting = setting;
    this.join = join;
  }

  Product product() {
    return new Product("vod of API 2.0", "2.0", _ -> "InvalidParameterValue", List.of(
        new Action<>("ConcatVideo", "Joins files to MP4, HLS or both, without encoding again.", Concat.class, Task.class, this::concat),
        new Action<>("SimpleConcatHls", "Joins HLS files of one stream to another, at once.", Simple.class, Made.class, this::simple)));
  }

  record Source(@Required String fileId) {}

  record Concat(
      @Required @Size(min = 1, max = SOURCES_MAX) List<Source> srcFileList,
      @Required String name,
      @Required @Size(min = 1, max = 2) @OneOf({"mp4", "m3u8"}) List<String> dstType) {}

  record Task(String vodTaskId) {}

  private Task concat(Concat request) throws SQLException {
    for (Source source : request.srcFileList) {
      file(source);
    }
    List<EditPlan.Output> outputs = new ArrayList<>();
    for (String type : request.dstType.stream().distinct().toList()) {
      outputs.add(new EditPlan.Output(setting.nextFileId(), type.equals("m3u8") ? "hls" : "mp4"));
    }
    List<EditPlan.FilePart> parts = request.srcFileList.stream().map(source -> EditPlan.FilePart.whole(source.fileId)).toList();
    EditPlan plan = new EditPlan(EditPlan.FILES, parts, List.of(), outputs, MediaName.checked("Name", request.name), Entry.MAIN_APP,
        Entry.NO_CLASS, "", "");
    return new Task(setting.set(
        Entry.MAIN_APP, KIND, "concat", RecordText.of(plan), plan.firstFileId(), new TaskSetting.Wish("", "", 0L)));
  }

  record Simple(@Required @Size(min = 1, max = SOURCES_MAX) List<Source> srcFileList, @Required String name) {}

  record Made(String fileId) {}

  private Made simple(Simple request) throws SQLException {
    List<RecordedFile> files = new ArrayList<>();
    for (Source source : request.srcFileList) {
      files.add(file(source));
    }
    String fileId = setting.nextFileId();
    join.make(fileId, MediaName.checked("Name", request.name), files);
    return new Made(fileId);
  }

  private RecordedFile file(Source source) throws SQLException {
    return FileIds.find(catalogue, source.fileId, Entry.MAIN_APP).filter(file -> !file.expiredAt(setting.clock().instant()))
        .orElseThrow(() -> missing(source));
  }

  private static ApiException missing(Source source) {
    return new ApiException("ResourceNotFound", "`SrcFileList`: there is no file " + source.fileId + ".");
  }
}
