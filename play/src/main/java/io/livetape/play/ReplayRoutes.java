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
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Replay by the clock: {@code /replay/<app>/<stream>.m3u8?from=…&to=…} is everything that was recorded as HLS or MP4 of a stream in that window,
 * over all pushes, interruptions and restarts. A window that reaches into the future, or has no end, grows with the stream. The same
 * with {@code .mp4} is one file to download.
 */
final class ReplayRoutes {
  /** Files that one window may touch: three days of pushes that break off every minute. */
  private static final int FILES_MAX = 5_000;

  /** How long after its last picture an open window still waits for the publisher to come back. */
  private static final Duration RETURN_MAX = Duration.ofSeconds(60);

  /** A segment is complete when so much time has passed since it began, unless key frames are very far apart. */
  private static final Duration SEGMENT_MAX = Duration.ofSeconds(60);

  private static final String NOTHING = "Nothing was recorded as HLS or MP4 of this stream in this window.";

  private final LiveStreams streams;
  private final Admission admission;
  private final Recorder recorder;
  private final Catalogue catalogue;
  private final BlobStore store;
  private final VideoUrls urls;
  private final InstantSource clock;
  private final TapePlaylists tapePlaylists;
  private final ReplayDownload download;

  ReplayRoutes(
      LiveStreams streams, Admission admission, Recorder recorder, Catalogue catalogue, BlobStore store, VideoUrls urls, InstantSource clock,
      TapePlaylists tapePlaylists, ReplayDownload download) {
    this.streams = streams;
    this.admission = admission;
    this.recorder = recorder;
    this.catalogue = catalogue;
    this.store = store;
    this.urls = urls;
    this.clock = clock;
    this.tapePlaylists = tapePlaylists;
    this.download = download;
  }

  void mount(Router router) {
    router.getWithRegex("/replay/(?<app>[^/]+)/(?<stream>[^/]+)\\.m3u8")
        .handler(admission::admit).handler(Blocking.handler((context, _) -> answer(context, this::playlist)));
    router.getWithRegex("/replay/(?<app>[^/]+)/(?<stream>[^/]+)\\.mp4")
        .handler(admission::admit).handler(Blocking.handler(
            (context, connection) -> answer(context, (_, found) -> mp4(context, connection, found))));
  }

  /** What there is in a window. */
  private record Found(StreamKey key, ReplayWindow window, List<ReplayPlaylist.Piece> pieces, boolean ended) {}

  private interface Answer {
    void give(RoutingContext context, Found found) throws IOException;
  }

  private void answer(RoutingContext context, Answer answer) throws IOException, SQLException {
    Optional<StreamKey> key = Admission.key(context);
    try {
      ReplayWindow window = ReplayWindow.parse(parameter(context, "from"), parameter(context, "to"));
      if (key.isEmpty()) {
        Answers.notFound(context, "No stream can have this name.");
      } else {
        answer(context, key.get(), window, answer);
      }
    } catch (ReplayWindow.UnreadableException e) {
      Answers.failure(context, 400, e.getMessage());
    }
  }

  private static String parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst().orElse("");
  }

  private void answer(RoutingContext context, StreamKey key, ReplayWindow window, Answer answer) throws IOException, SQLException {
    // Growing ones first: a recording that ends between the two look-ups is then in both, and counts once.
    List<GrowingHls> growing = recorder.growing().stream().filter(hls -> hls.stream().equals(key)).toList();
    List<RecordedFile> files = files(key, window);
    if (files.size() > FILES_MAX) {
      Answers.failure(context, 400, "The window touches more than " + FILES_MAX + " recordings; ask for a shorter one.");
      return;
    }
    boolean goesOn = !growing.isEmpty() || streams.find(key).isPresent();
    answer.give(context, new Found(key, window, pieces(growing, files), ended(window, files, goesOn)));
  }

  private void playlist(RoutingContext context, Found found) {
    Optional<String> text = ReplayPlaylist.of(found.pieces, found.window, found.ended);
    if (text.isEmpty()) {
      Answers.notFound(context, NOTHING);
    } else {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, FileFormat.HLS.contentType())
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").end(text.get());
    }
  }

  /** One MP4 of all that is there now. */
  private void mp4(RoutingContext context, Context connection, Found found) throws IOException {
    List<ReplayPlaylist.Chosen> chosen = ReplayPlaylist.chosen(found.pieces, found.window);
    if (chosen.isEmpty()) {
      Answers.notFound(context, NOTHING);
      return;
    }
    try {
      ReplayDownload.Made file = download.make(found.key, chosen);
      String name = URLEncoder.encode(found.key.name(), StandardCharsets.UTF_8).replace("+", "%20");
      HttpServerResponse response = context.response()
          .putHeader(HttpHeaders.CONTENT_TYPE, FileFormat.MP4.contentType()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name + ".mp4");
      connection.runOnContext(_ -> send(context.request(), response, file));
    } catch (ReplayDownload.UnavailableException e) {
      Answers.failure(context, e.status(), e.getMessage());
    }
  }

  /** It is open once sending has begun, and goes with the last of its bytes. On the connection's own thread. */
  private static void send(HttpServerRequest request, HttpServerResponse response, ReplayDownload.Made file) {
    if (response.closed()) {
      file.close();
    } else {
      response.sendFile(file.path().toString()).onFailure(_ -> request.connection().close()).onComplete(_ -> file.close());
    }
  }

  private List<RecordedFile> files(StreamKey key, ReplayWindow window) throws SQLException {
    TimeWindow touched = new TimeWindow(window.from(), window.to().orElse(TimeWindow.ALWAYS.to()));
    List<RecordedFile> files = new ArrayList<>();
    Listing listing;
    int offset = 0;
    do {
      listing = catalogue.listByStream(key.app(), key.name(), touched, Catalogue.Order.OLDEST_FIRST, new Page(offset, Page.LIMIT_MAX));
      listing.files().stream().filter(file -> file.status() == FileStatus.NORMAL)
          .filter(file -> file.format() == FileFormat.HLS || file.format() == FileFormat.MP4).forEach(files::add);
      offset += Page.LIMIT_MAX;
    } while (listing.files().size() == Page.LIMIT_MAX && files.size() <= FILES_MAX);
    return files;
  }

  private List<ReplayPlaylist.Piece> pieces(List<GrowingHls> growing, List<RecordedFile> files) throws IOException {
    List<ReplayPlaylist.Piece> pieces = new ArrayList<>();
    Set<String> inHls = files.stream().filter(file -> file.format() == FileFormat.HLS).flatMap(file -> file.blobKeys().stream())
        .collect(Collectors.toSet());
    for (RecordedFile file : files) {
      if (file.format() == FileFormat.HLS) {
        int sizeBytes = Math.toIntExact(store.sizeBytes(file.playlistKey()).orElse(0L));
        String text = new String(store.read(file.playlistKey(), 0, sizeBytes), StandardCharsets.US_ASCII);
        pieces.add(piece(Long.parseLong(file.fileId()), text, Tapes.of(file, store)));
      } else if (!inHls.contains(file.blobKey()) && growing.stream().noneMatch(hls -> hls.tape(tapeId(file)).isPresent())) {
        pieces.add(piece(Long.parseLong(file.fileId()), tapePlaylists.of(file), Tapes.of(file, store)));
      }
    }
    for (GrowingHls hls : growing) {
      Optional<String> text = hls.render();
      if (text.isPresent() && files.stream().noneMatch(file -> file.fileId().equals(Long.toString(hls.fileId())))) {
        pieces.add(piece(hls.fileId(), text.get(), Tapes.of(hls, store)));
      }
    }
    return pieces;
  }

  /** By its blob's name, which is that of the tape. */
  private static long tapeId(RecordedFile file) {
    String key = file.blobKey();
    return FileId.parse(key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'))).orElse(0L);
  }

  private ReplayPlaylist.Piece piece(long fileId, String text, Tapes tapes) throws IOException {
    try {
      return new ReplayPlaylist.Piece(urls.folder(fileId), HlsPlaylist.parse(text).segments(), tapes);
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
