package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Listing;
import java.sql.SQLException;
import java.util.List;

/** Finding files (contract 6.1). */
final class SearchActions {
  private final Catalogue catalogue;
  private final MediaInfos infos;
  private final SubApps subApps;

  SearchActions(Catalogue catalogue, MediaInfos infos, SubApps subApps) {
    this.catalogue = catalogue;
    this.infos = infos;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(new Action<>("SearchMedia", "Finds files.", SearchRequest.class, Found.class, this::search));
  }

  /** @param totalCount counted up to {@value Listing#COUNT_MAX} */
  record Found(long totalCount, List<MediaInfo> mediaInfoSet) {}

  Found search(SearchRequest request) throws SQLException {
    long subAppId = subApps.of(request.subAppId());
    Listing listing = catalogue.search(request.search(subAppId, catalogue.classes(subAppId)));
    return new Found(listing.totalCount(), infos.of(subAppId, listing.files(), Block.of(request.filters())));
  }
}
