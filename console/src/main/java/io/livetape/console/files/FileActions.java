package io.livetape.console.files;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Required;
import io.livetape.callback.Outbox;
import io.livetape.play.FileLinks;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Catalogue.Order;
import io.livetape.vod.Listing;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.TimeWindow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What the pages Files and a file ask for. Any thread that may wait for the database. */
public final class FileActions {
  private static final int SIBLINGS_MAX = 200;
  private static final long SHARE_MAX_SECONDS = 31_536_000;

  private final Catalogue catalogue;
  private final Outbox outbox;
  private final FileLinks links;
  private final SubApps subApps;
  private final ZoneId zone;
  private final InstantSource clock;

  /**
   * @param subApps parts of the account
   * @param zone of the days that are asked for
   */
  public FileActions(Catalogue catalogue, Outbox outbox, FileLinks links, SubApps subApps, ZoneId zone, InstantSource clock) {
    this.catalogue = catalogue;
    this.outbox = outbox;
    this.links = links;
    this.subApps = subApps;
    this.zone = zone;
    this.clock = clock;
  }

  public List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeFiles", "Lists files by what they are like.", FilesQuery.class, Found.class, this::list),
        new Action<>("DescribeFile", "Tells everything of a file, with addresses that open it.", Which.class, FileDetail.class,
            request -> detail(find(request.fileId, request.subAppId))),
        new Action<>("DescribeFileDeliveries", "Tells what receivers were told of a file.", Which.class, Deliveries.class,
            request -> Deliveries.about(outbox, request.fileId)),
        new Action<>("ShareFile", "Makes addresses of a file to be given to others.", Share.class, Shared.class, this::share),
        new Action<>("DescribeUsedParts", "Tells which parts of the account have files.", Action.Nothing.class, Parts.class,
            _ -> new Parts(catalogue.parts())));
  }

  /** @param totalCount counted up to {@value Listing#COUNT_MAX} */
  record Found(long totalCount, boolean more, List<FileRow> files) {}

  private Found list(FilesQuery query) throws SQLException {
    Listing listing = catalogue.search(query.search(zone, subApps.of(query.subAppId())));
    return new Found(listing.totalCount(), listing.totalCount() == Listing.COUNT_MAX,
        listing.files().stream().map(file -> FileRow.of(file, links)).toList());
  }

  /** @param subAppIds beside the account's own, the lowest first */
  record Parts(List<Long> subAppIds) {}

  /** @param subAppId the part of the account that it is in; its own where it is left out */
  record Which(@Required String fileId, Long subAppId) {}

  private FileDetail detail(RecordedFile file) throws SQLException {
    String spritePath = catalogue.sprite(file.fileId()).map(sprite -> links.beside(file, sprite.cuesKey())).orElse("");
    return FileDetail.of(file, spritePath, catalogue.keyFrames(file.fileId()), siblings(file), links);
  }

  private List<RecordedFile> siblings(RecordedFile file) throws SQLException {
    RecordedFile.Origin origin = file.origin();
    if (origin.pushSequence().isEmpty()) {
      return List.of();
    }
    TimeWindow window = new TimeWindow(file.startedAt(), file.endedAt());
    return catalogue.listByStream(origin.app(), origin.stream(), window, Order.OLDEST_FIRST, Page.first(SIBLINGS_MAX)).files().stream()
        .filter(each -> each.origin().pushSequence().equals(origin.pushSequence()) && !each.fileId().equals(file.fileId())
            && each.format() != file.format() && each.entry().subAppId() == file.entry().subAppId()
            && !each.expiredAt(clock.instant())).toList();
  }

  /** @param validSeconds of signed addresses */
  record Share(@Required String fileId, Long subAppId, @Required @Between(min = 60, max = SHARE_MAX_SECONDS) Long validSeconds) {}

  /** @param expiresAt milliseconds since the epoch; null where addresses are not signed and do not expire */
  record Shared(boolean signed, String page, String embed, String media, Long expiresAt) {}

  private Shared share(Share request) throws SQLException {
    FileLinks.Share share = links.share(find(request.fileId, request.subAppId), Duration.ofSeconds(request.validSeconds));
    return new Shared(links.signed(), share.page(), share.embed(), share.media(),
        share.expiresAt() == null ? null : share.expiresAt().toEpochMilli());
  }

  private RecordedFile find(String fileId, Long subAppId) throws SQLException {
    Optional<RecordedFile> file = RecordedFile.isId(fileId) ? catalogue.find(fileId) : Optional.empty();
    return file.filter(each -> each.entry().subAppId() == subApps.of(subAppId) && !each.expiredAt(clock.instant()))
        .orElseThrow(() -> new ApiException("ResourceNotFound.FileNotExist", "There is no such file: it was deleted, or never was."));
  }
}
