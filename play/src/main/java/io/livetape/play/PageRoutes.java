package io.livetape.play;

import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.record.Recorder;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.Listing;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.TimeWindow;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The replay pages: {@code /} says what this is, {@code /watch/<file id>} plays one file, {@code /watch/<app>/<stream>} a stream while it
 * is live and its recordings afterwards.
 */
final class PageRoutes {
  private static final long VENDOR_CACHE_SECONDS = 86_400 * 30;
  private static final String DEFAULT_APP = "live";

  private final Catalogue catalogue;
  private final VideoUrls urls;
  private final FileGate gate;
  private final InstantSource clock;
  private final ShowingNow showingNow;
  private final FilePage filePage;
  private final StreamPage streamPage;

  PageRoutes(LiveStreams streams, Recorder recorder, Catalogue catalogue, VideoUrls urls, ZoneId zone, FileGate gate,
      InstantSource clock) {
    this.gate = gate;
    this.urls = urls;
    this.catalogue = catalogue;
    this.clock = clock;
    showingNow = new ShowingNow(streams, recorder);
    filePage = new FilePage(urls, new Wording(zone));
    streamPage = new StreamPage(urls, new Wording(zone));
  }

  void mount(Router router) {
    // What others made has its version in its path; ours may be other bytes tomorrow.
    router.route("/web/vendor/*").handler(StaticHandler.create("web/vendor").setMaxAgeSeconds(VENDOR_CACHE_SECONDS));
    router.route("/web/*").handler(StaticHandler.create("web").setMaxAgeSeconds(0));
    router.get("/").handler(PageRoutes::home);
    router.get("/watch").handler(PageRoutes::open);
    router.getWithRegex("/watch/(?<file>[0-9]{1,20})").handler(Blocking.handler((context, _) -> file(context)));
    router.getWithRegex("/watch/(?<app>[^/]+)/(?<stream>[^/]+)").handler(Blocking.handler((context, _) -> stream(context)));
  }

  /** The cloud-compatible API lives at the same address and is asked by header or query. */
  private static void home(RoutingContext context) {
    if (context.request().headers().contains("X-TC-Action") || context.queryParams().contains("Action")) {
      context.next();
    } else {
      PageAnswer.send(context, 200, HomePage.html());
    }
  }

  /** Leads from what was typed at {@code /} to its page. */
  private static void open(RoutingContext context) {
    String typed = context.queryParam("stream").stream().findFirst().orElse("").strip();
    int slash = typed.indexOf('/');
    String path;
    if (RecordedFile.isId(typed)) {
      path = VideoUrls.filePagePath(typed);
    } else if (slash < 0) {
      path = VideoUrls.streamPagePath(DEFAULT_APP, typed);
    } else {
      path = VideoUrls.streamPagePath(typed.substring(0, slash), typed.substring(slash + 1));
    }
    context.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, typed.isEmpty() ? "/" : path).end();
  }

  /** Its signature is that of the file's own address. */
  private void file(RoutingContext context) throws SQLException {
    String folder = urls.folder(FileId.parse(context.pathParam("file")).orElse(0L));
    switch (gate.admit(context.request(), folder)) {
      case FileGate.Verdict.Refused(String why) -> Answers.failure(context, 403, why);
      case FileGate.Verdict.Admitted admitted -> file(context, admitted.query());
    }
  }

  private void file(RoutingContext context, String query) throws SQLException {
    Optional<RecordedFile> file = catalogue.find(context.pathParam("file")).filter(some -> !some.expiredAt(clock.instant()));
    if (file.isEmpty()) {
      Answers.notFound(context, "There is no such recording. It may have been deleted.");
    } else if (file.get().status() == FileStatus.FORBIDDEN) {
      Answers.failure(context, 403, "This recording may not be played.");
    } else {
      List<RecordedFile> show = playable(catalogue.listByPush(file.get().origin().pushSequence(), Page.first(Page.LIMIT_MAX)));
      PageAnswer.send(context, 200, filePage.html(file.get(), show, query));
    }
  }

  private void stream(RoutingContext context) throws SQLException, IOException {
    String app = context.pathParam("app");
    String name = context.pathParam("stream");
    if (!StreamKey.legal(app) || !StreamKey.legal(name)) {
      Answers.notFound(context, "No stream can have this name.");
      return;
    }
    StreamKey key = new StreamKey(app, name);
    PageNumber page = PageNumber.of(context.queryParam("page"));
    Listing listing = catalogue.listByStream(app, name, TimeWindow.ALWAYS, Catalogue.Order.NEWEST_FIRST, page.files());
    Showing showing = showingNow.of(key, playable(listing));
    int status = showing instanceof Showing.Nothing ? 404 : 200;
    PageAnswer.send(context, status, streamPage.html(key, showing, new Listing(playable(listing), listing.totalCount()), page));
  }

  private List<RecordedFile> playable(Listing listing) {
    return listing.files().stream().filter(file -> file.status() == FileStatus.NORMAL && !file.expiredAt(clock.instant())).toList();
  }
}
