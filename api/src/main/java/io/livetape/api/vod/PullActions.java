package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.api.transport.RecordText;
import io.livetape.vod.Catalogue;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.List;

/** Fetching files from elsewhere (contract 6.7). */
final class PullActions {
  private static final int URL_MAX_BYTES = 4096;

  private final Catalogue catalogue;
  private final TaskSetting setting;
  private final SubApps subApps;

  PullActions(Catalogue catalogue, TaskSetting setting, SubApps subApps) {
    this.catalogue = catalogue;
    this.setting = setting;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(new Action<>("PullUpload",
        "Fetches an MP4, FLV or AAC file, or an HLS playlist with its segments, from an http or https address.",
        Pull.class, Set.class, this::pull));
  }

  record Pull(
      @Required @Size(min = 1, max = URL_MAX_BYTES) String mediaUrl,
      @About("Does nothing: what it is shows in the file itself.") String mediaType,
      Long subAppId,
      @Size(max = 256) @About("At most 64 characters.") String mediaName,
      @About("Does nothing.") String coverUrl,
      @About("Does nothing.") String procedure,
      String expireTime,
      @About("Does nothing.") String storageRegion,
      Long classId,
      @Between(min = -10, max = 10) Long tasksPriority,
      @Size(max = 1000) String sessionContext,
      @Size(max = 50) String sessionId,
      @About("Does nothing.") String extInfo,
      @Size(max = 250) String sourceContext,
      @About("Does nothing.") String mediaStoragePath) {}

  record Set(String taskId) {}

  private Set pull(Pull request) throws SQLException {
    checkAddress(request.mediaUrl);
    VodTime.expiry(request.expireTime, setting.clock().instant());
    long subAppId = subApps.of(request.subAppId);
    PullPlan plan = new PullPlan(request.mediaUrl, setting.nextFileId(), MediaName.checked("MediaName", request.mediaName), subAppId,
        ClassIds.known(catalogue.classes(subAppId), request.classId), text(request.expireTime), text(request.sourceContext));
    return new Set(setting.set(subAppId, PullWork.KIND, "pull", RecordText.of(plan), "",
        new TaskSetting.Wish(request.sessionId, request.sessionContext, request.tasksPriority)));
  }

  /** What it stands for is checked when it is fetched. */
  private static void checkAddress(String url) {
    try {
      URI uri = new URI(url);
      boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (http && uri.getHost() != null) {
        return;
      }
    } catch (URISyntaxException _) {
      // Refused as any other that is none.
    }
    throw new ApiException("InvalidParameterValue.MediaUrl", "`MediaUrl` must be an http or https address.");
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }
}
