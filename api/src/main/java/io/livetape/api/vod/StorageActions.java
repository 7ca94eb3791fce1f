package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Catalogue.Volume;
import java.sql.SQLException;
import java.util.List;

/** How much is stored (contract 6.4). */
final class StorageActions {
  private static final String AREA = "Chinese Mainland";

  private final Catalogue catalogue;
  private final SubApps subApps;

  StorageActions(Catalogue catalogue, SubApps subApps) {
    this.catalogue = catalogue;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(new Action<>(
        "DescribeStorageData", "Tells how many files there are and how much they hold.", Which.class, Stored.class,
        this::describe));
  }

  record Which(Long subAppId) {}

  /** In bytes, by {@link Volume}. There is one class of storage here, the standard one, and one region. */
  record Stored(
      long mediaCount, long totalStorage, long standardStorage, long infrequentStorage, long archiveStorage, long deepArchiveStorage,
      List<InArea> storageStat) {}

  record InArea(
      String area, long totalStorage, long standardStorage, long infrequentStorage, long archiveStorage, long deepArchiveStorage) {}

  private Stored describe(Which request) throws SQLException {
    Volume volume = catalogue.volume(subApps.of(request.subAppId));
    long bytes = volume.sizeBytes();
    return new Stored(volume.fileCount(), bytes, bytes, 0, 0, 0, List.of(new InArea(AREA, bytes, bytes, 0, 0, 0)));
  }
}
