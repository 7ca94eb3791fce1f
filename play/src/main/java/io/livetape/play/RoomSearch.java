package io.livetape.play;

import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import io.livetape.live.StreamKey;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Condition;
import io.livetape.vod.Entry;
import io.livetape.vod.FileStatus;
import io.livetape.vod.Listing;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Search;
import io.livetape.vod.TimeWindow;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what anybody may know of: streams that are live and may be watched without a signature, and recordings that may be played, are of
 * the account's own part, and do not have the tag {@value #PRIVATE}. Any thread that may wait for a disk.
 */
final class RoomSearch {
  static final String PRIVATE = "private";

  /** More live streams at once are found by their names. */
  static final int LIVE_MAX = 96;

  /** Files among which the picture of a live stream is looked for. */
  private static final Page LAST_FILES = Page.first(12);

  private final LiveStreams streams;
  private final LivePictures pictures;
  private final PlayGate gate;
  private final Catalogue catalogue;
  private final VideoUrls urls;
  private final InstantSource clock;

  RoomSearch(
      LiveStreams streams, LivePictures pictures, PlayGate gate, Catalogue catalogue, VideoUrls urls, InstantSource clock) {
    this.streams = streams;
    this.pictures = pictures;
    this.gate = gate;
    this.catalogue = catalogue;
    this.urls = urls;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param liveCount of all live streams, listed or not
   * @param fileCount of the files that the shows were made of, over all pages
   */
  record Found(List<Room> live, int liveCount, List<Room> shows, int fileCount) {
    boolean nothing() {
      return liveCount == 0 && fileCount == 0;
    }
  }

  /**
   * Looks for rooms.
   *
   * @param prefix of stream names and file names, empty for all
   * @param domain that the viewer has asked
   * @param userIp the viewer's address
   * @param wording of the page that lists them
   */
  Found find(String prefix, PageNumber page, String domain, String userIp, Wording wording) throws SQLException {
    List<LiveStream> live = streams.all().stream()
        .filter(stream -> stream.key().name().startsWith(prefix) && !stream.tracks().isEmpty())
        .filter(stream -> gate.refusal(new PlayGate.Play(stream.key(), domain, "", userIp)).isEmpty())
        .sorted(Comparator.comparing((LiveStream stream) -> stream.push().startedAt()).reversed()).toList();
    List<Room> rooms = new ArrayList<>();
    if (page.first()) {
      for (LiveStream stream : live.subList(0, Math.min(LIVE_MAX, live.size()))) {
        rooms.add(live(stream, wording));
      }
    }
    List<Condition> conditions = new ArrayList<>(List.of(Condition.statuses(List.of(FileStatus.NORMAL))));
    if (!prefix.isEmpty()) {
      conditions.add(Condition.namePrefixes(List.of(prefix)));
    }
    Listing listing = catalogue.search(new Search(Entry.MAIN_APP, conditions, List.of(), false, page.files()));
    List<RecordedFile> files = listing.files().stream().filter(this::shown).toList();
    return new Found(rooms, live.size(), ShowList.shows(files).stream().map(show -> show(show, wording)).toList(), listing.totalCount());
  }

  private boolean shown(RecordedFile file) {
    return !file.expiredAt(clock.instant()) && !file.entry().tags().contains(PRIVATE);
  }

  private Room live(LiveStream stream, Wording wording) throws SQLException {
    StreamKey key = stream.key();
    Optional<LivePictures.Picture> picture = pictures.newest(stream);
    String cover = picture.isPresent() ? StreamLinks.livePicturePath(key, picture.get().takenAt()) : lastCover(key);
    String path = VideoUrls.streamPagePath(key.app(), key.name());
    return new Room(key.name(), key.app(), "", path, cover, true, "", wording.since(stream.push().startedAt()));
  }

  /** Of the stream's last recordings. */
  private String lastCover(StreamKey key) throws SQLException {
    List<RecordedFile> last = catalogue.listByStream(
        key.app(), key.name(), TimeWindow.ALWAYS, Catalogue.Order.NEWEST_FIRST, LAST_FILES).files();
    return cover(last.stream().filter(file -> file.status() == FileStatus.NORMAL && shown(file)).toList());
  }

  private Room show(List<RecordedFile> files, Wording wording) {
    RecordedFile best = files.stream().min(ShowingNow.BEST_FIRST).orElseThrow();
    RecordedFile.Origin origin = best.origin();
    boolean ofStream = !origin.stream().isEmpty();
    long lengthMs = files.stream().filter(file -> file.format() == best.format()).mapToLong(file -> file.content().durationMs()).sum();
    return new Room(ShowList.title(files), ofStream ? origin.stream() : "",
        ofStream ? VideoUrls.streamPagePath(origin.app(), origin.stream()) : "", VideoUrls.filePagePath(best.fileId()), cover(files), false,
        Wording.length(lengthMs), wording.moment(best.startedAt()));
  }

  private String cover(List<RecordedFile> files) {
    Optional<RecordedFile> pictured = files.stream().filter(file -> file.entry().coverKey() != null).findFirst();
    return pictured.map(file -> urls.besidePath(Long.parseLong(file.fileId()), file.entry().coverKey())).orElse("");
  }
}
