package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RemovalReason;
import io.livetape.vod.Removals;
import java.sql.SQLException;
import java.util.List;

/** Deleting files, and forbidding that they are played (contract 6.4). */
final class KeepingActions {
  /** What a recording consists of; the other parts are made by processing, which is not done here. */
  private static final String ORIGINAL = "OriginalFiles";

  private final Catalogue catalogue;
  private final Removals removals;
  private final SubApps subApps;

  KeepingActions(Catalogue catalogue, Removals removals, SubApps subApps) {
    this.catalogue = catalogue;
    this.removals = removals;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(
        Action.command("DeleteMedia", "Deletes a file, with its pictures and playlists.", Delete.class, this::delete),
        new Action<>("ForbidMediaDistribution", "Forbids that files are played, or allows it again.", Forbid.class, Forbidden.class,
            this::forbid));
  }

  record Delete(@Required String fileId, Long subAppId, List<Part> deleteParts) {}

  record Part(
      @Required
          @OneOf({ORIGINAL, "TranscodeFiles", "AdaptiveDynamicStreamingFiles", "WechatPublishFiles", "WechatMiniProgramPublishFiles"})
          String type,
      @Default("0") Long definition) {}

  /** A file without its original is nothing here, so that it goes with it; of other parts there are none. */
  private void delete(Delete request) throws SQLException {
    List<Part> parts = request.deleteParts == null ? List.of() : request.deleteParts;
    boolean whole = parts.isEmpty() || parts.stream().anyMatch(part -> part.type.equals(ORIGINAL));
    boolean found = FileIds.find(catalogue, request.fileId, subApps.of(request.subAppId)).isPresent();
    if (!found || whole && removals.remove(request.fileId, RemovalReason.REQUESTED).isEmpty()) {
      throw new ApiException("ResourceNotFound", "FileId: there is no file `" + request.fileId + "`.");
    }
  }

  record Forbid(
      @Required @Size(min = 1, max = 20) List<String> fileIds, @Required @OneOf({"forbid", "recover"}) String operation, Long subAppId) {}

  record Forbidden(List<String> notExistFileIdSet) {}

  private Forbidden forbid(Forbid request) throws SQLException {
    FileStatus status = request.operation.equals("forbid") ? FileStatus.FORBIDDEN : FileStatus.NORMAL;
    return new Forbidden(catalogue.setStatus(subApps.of(request.subAppId), request.fileIds, status));
  }
}
