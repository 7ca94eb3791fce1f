package io.livetape.play;

import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.GrowingHls;
import io.livetape.record.Recorder;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.TimeWindow;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The replay pages: {@code /watch/<file id>} plays one file, {@code /watch/<app>/<stream>} a stream while it is live and lists its
 * recordings.
 */
final class PageRoutes {
  private static final int FILES_ON_A_PAGE = 100;
  private static final long CACHE_SECONDS = 86_400;

  private final LiveStreams streams;
  private final Recorder recorder;
  private final Catalogue catalogue;
  private final VideoUrls urls;
  private final WatchPage page;

  PageRoutes(LiveStreams streams, Recorder recorder, Catalogue catalogue, VideoUrls urls, ZoneId zone) {
    this.streams = streams;
    this.recorder = recorder;
    this.catalogue = catalogue;
    this.urls = urls;
    page = new WatchPage(urls, zone);
  }

  void mount(Router router) {
    router.route("/web/*").handler(StaticHandler.create("web").setMaxAgeSeconds(CACHE_SECONDS).setIncludeHidden(false));
    router.getWithRegex("/watch/(?<file>[0-9]{1,20})").handler(Blocking.handler(this::file));
    router.getWithRegex("/watch/(?<app>[^/]+)/(?<stream>[^/]+)").handler(Blocking.handler(this::stream));
  }

  private void file(RoutingContext context) throws SQLException {
    Optional<RecordedFile> file = catalogue.find(context.pathParam("file"));
    if (file.isEmpty()) {
      send(context, 404, page.message("Not found", "There is no such recording. It may have been deleted."));
    } else if (file.get().status() == FileStatus.FORBIDDEN) {
      send(context, 403, page.message("Not available", "This recording may not be played."));
    } else {
      send(context, 200, page.file(file.get()));
    }
  }

  private void stream(RoutingContext context) throws SQLException {
    String app = context.pathParam("app");
    String name = context.pathParam("stream");
    if (!StreamKey.legal(app) || !StreamKey.legal(name)) {
      send(context, 404, page.message("Not found", "No stream can have this name."));
      return;
    }
    StreamKey key = new StreamKey(app, name);
    List<RecordedFile> files = catalogue
        .listByStream(app, name, TimeWindow.ALWAYS, Catalogue.Order.NEWEST_FIRST, Page.first(FILES_ON_A_PAGE)).files().stream()
        .filter(file -> file.status() == FileStatus.NORMAL).toList();
    Optional<LiveStream> live = streams.find(key);
    Optional<GrowingHls> growing = recorder.growing(key);
    send(context, live.isEmpty() && files.isEmpty() ? 404 : 200, page.stream(key, live.isPresent(), growing, files));
  }

  /** Nothing but our own scripts and styles runs on a page, whatever a stream is called. */
  private static void send(RoutingContext context, int status, String html) {
    context.response().setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "media-src 'self' blob:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .end(html);
  }
}
