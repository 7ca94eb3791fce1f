package io.livetape.play;

import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.record.GrowingHls;
import io.livetape.record.Recorder;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.Listing;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.TimeWindow;
import io.livetape.vod.splice.Piece;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.Tapes;
import io.livetape.vod.splice.WantedStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds out what was recorded of a stream in a window, and whether more may come. Any thread that may wait for disk and database. */
final class ReplaySearch {
  /** Files that one window may touch: three days of pushes that break off every minute. */
  static final int FILES_MAX = 5_000;

  /** How long after its last picture an open window still waits for the publisher to come back. */
  private static final Duration RETURN_MAX = Duration.ofSeconds(60);

  /** A segment is complete when so much time has passed since it began, unless key frames are very far apart. */
  private static final Duration SEGMENT_MAX = Duration.ofSeconds(60);

  private final LiveStreams streams;
  private final Recorder recorder;
  private final Catalogue catalogue;
  private final BlobStore store;
  private final VideoUrls urls;
  private final Playlists playlists;
  private final FileGate gate;
  private final InstantSource clock;

  /**
   * What there is in a window.
   *
   * @param ended whether nothing more can come
   */
  record Found(StreamKey key, ReplayWindow window, List<Piece> pieces, boolean ended) {}

  ReplaySearch(
      LiveStreams streams, Recorder recorder, Catalogue catalogue, BlobStore store, VideoUrls urls, Playlists playlists,
      FileGate gate, InstantSource clock) {
    this.gate = gate;
    this.streams = streams;
    this.recorder = recorder;
    this.catalogue = catalogue;
    this.store = store;
    this.urls = urls;
    this.playlists = playlists;
    this.clock = clock;
  }

  /**
   * Everything, wherever it is filed.
   *
   * @param until how long the addresses of files may be good at most
   * @return empty if the window touches more than {@link #FILES_MAX} files
   */
  Optional<Found> find(StreamKey key, ReplayWindow window, Instant until) throws IOException, SQLException {
    return find(key, window, Filed.ANYWHERE, until);
  }

  private Optional<Found> find(StreamKey key, ReplayWindow window, Filed which, Instant until) throws IOException, SQLException {
    // Growing ones first: a recording that ends between the two look-ups is then in both, and counts once.
    List<GrowingHls> growing = recorder.growing().stream().filter(hls -> hls.stream().equals(key)).filter(which.growing()).toList();
    List<RecordedFile> files = files(key, window, which);
    if (files.size() > FILES_MAX) {
      return Optional.empty();
    }
    boolean goesOn = !growing.isEmpty() || streams.find(key).isPresent();
    return Optional.of(new Found(key, window, pieces(growing, files, until), ended(window, files, goesOn)));
  }

  /** As {@link #find}, of one stream, or of all of a name. */
  Optional<List<Piece>> find(WantedStream wanted, TimeWindow window, Filed which) throws IOException, SQLException {
    List<Piece> pieces = new ArrayList<>();
    for (String app : wanted.app().isEmpty() ? apps(wanted.stream(), window) : Set.of(wanted.app())) {
      ReplayWindow bounded = new ReplayWindow(window.from(), Optional.of(window.to()));
      Optional<Found> found = find(new StreamKey(app, wanted.stream()), bounded, which, Instant.MAX);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      pieces.addAll(found.get().pieces);
    }
    return Optional.of(pieces);
  }

  /** The applications that have something of a stream of this name. */
  private Set<String> apps(String stream, TimeWindow window) throws SQLException {
    Set<String> apps = new TreeSet<>();
    recorder.growing().stream().filter(hls -> hls.stream().name().equals(stream)).forEach(hls -> apps.add(hls.stream().app()));
    catalogue.listByStreamName(stream, window, Catalogue.Order.OLDEST_FIRST, Page.first(Page.LIMIT_MAX)).files()
        .forEach(file -> apps.add(file.origin().app()));
    return apps;
  }

  private List<RecordedFile> files(StreamKey key, ReplayWindow window, Filed which) throws SQLException {
    TimeWindow touched = new TimeWindow(window.from(), window.to().orElse(TimeWindow.ALWAYS.to()));
    List<RecordedFile> files = new ArrayList<>();
    Listing listing;
    int offset = 0;
    do {
      listing = catalogue.listByStream(key.app(), key.name(), touched, Catalogue.Order.OLDEST_FIRST, new Page(offset, Page.LIMIT_MAX));
      listing.files().stream().filter(which.finished()).filter(file -> file.status() == FileStatus.NORMAL)
          .filter(file -> !file.expiredAt(clock.instant()))
          .filter(file -> file.format() == FileFormat.HLS || file.format() == FileFormat.MP4).forEach(files::add);
      offset += Page.LIMIT_MAX;
    } while (listing.files().size() == Page.LIMIT_MAX && files.size() <= FILES_MAX);
    return files;
  }

  private List<Piece> pieces(List<GrowingHls> growing, List<RecordedFile> files, Instant until) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    Set<String> inHls = files.stream().filter(file -> file.format() == FileFormat.HLS).flatMap(file -> file.blobKeys().stream())
        .collect(Collectors.toSet());
    for (RecordedFile file : files) {
      boolean seenInHls = file.format() == FileFormat.MP4
          && (inHls.contains(file.blobKey()) || growing.stream().anyMatch(hls -> hls.tape(tapeId(file)).isPresent()));
      if (!seenInHls) {
        pieces.add(piece(Long.parseLong(file.fileId()), playlists.of(file), Tapes.of(file, store), until));
      }
    }
    for (GrowingHls hls : growing) {
      Optional<String> text = hls.render();
      if (text.isPresent() && files.stream().noneMatch(file -> file.fileId().equals(Long.toString(hls.fileId())))) {
        pieces.add(piece(hls.fileId(), text.get(), new SpooledTapes(hls, store), until));
      }
    }
    return pieces;
  }

  /** By its blob's name, which is that of the tape. */
  private static long tapeId(RecordedFile file) {
    String key = file.blobKey();
    return FileId.parse(key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'))).orElse(0L);
  }

  private Piece piece(long fileId, String text, Tapes tapes, Instant until) throws IOException {
    try {
      String folder = urls.folder(fileId);
      return new Piece(folder, gate.query(folder, until), HlsPlaylist.parse(text).segments(), tapes);
    } catch (MalformedMediaException e) {
      throw new IOException("the playlist of file " + fileId + " cannot be read", e);
    }
  }

  /** Whether nothing more can come into the window; the segment at its end may be still in the making. */
  private boolean ended(ReplayWindow window, List<RecordedFile> files, boolean goesOn) {
    Instant now = clock.instant();
    if (window.to().isPresent() && !window.to().get().isAfter(now)) {
      return !goesOn || window.to().get().plus(SEGMENT_MAX).isBefore(now);
    }
    return !goesOn && files.stream().noneMatch(file -> file.endedAt().plus(RETURN_MAX).isAfter(now));
  }
}
