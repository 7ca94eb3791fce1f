package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Required;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RecordedFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of single files (contract 6.3). */
final class MediaActions {
  static final int FILES_MAX = 20;

  private final Catalogue catalogue;
  private final MediaInfos infos;
  private final SubApps subApps;

  MediaActions(Catalogue catalogue, MediaInfos infos, SubApps subApps) {
    this.catalogue = catalogue;
    this.infos = infos;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeMediaInfos", "Tells what is known of files.", Which.class, Known.class, this::describe));
  }

  record Which(@Required List<String> fileIds, Long subAppId, List<String> filters) {}

  record Known(List<MediaInfo> mediaInfoSet, List<String> notExistFileIdSet) {}

  private Known describe(Which request) throws SQLException {
    if (request.fileIds.isEmpty()) {
      throw new ApiException("InvalidParameterValue.FileIdsEmpty", "The parameter `FileIds` must not be empty.");
    }
    if (request.fileIds.size() > FILES_MAX) {
      throw new ApiException("InvalidParameterValue.FileIdsOverLimit",
          "The parameter `FileIds` must have at most " + FILES_MAX + " items.");
    }
    long subAppId = subApps.of(request.subAppId);
    List<RecordedFile> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String id : request.fileIds) {
      Optional<RecordedFile> file = FileIds.find(catalogue, "FileIds", id, subAppId);
      file.ifPresentOrElse(files::add, () -> missing.add(id));
    }
    return new Known(infos.of(subAppId, files, Block.of(request.filters)), missing);
  }
}
