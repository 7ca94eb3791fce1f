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
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The replay site: {@code /} lists what there is to see, {@code /watch/<file id>} plays one file, {@code /watch/<app>/<stream>} a stream
 * while it is live and its recordings afterwards, {@code /embed/<file id>} is a file's player for other sites' pages.
 */
final class PageRoutes {
  private static final long VENDOR_CACHE_SECONDS = 86_400 * 30;
  private static final String DEFAULT_APP = "live";
  private static final int PREFIX_MAX_CHARS = 255;

  private final Catalogue catalogue;
  private final VideoUrls urls;
  private final FileGate gate;
  private final InstantSource clock;
  private final ShowingNow showingNow;
  private final RoomSearch rooms;
  private final ReplaySettings.Site site;
  private final ZoneId zone;

  PageRoutes(LiveStreams streams, Recorder recorder, Catalogue catalogue, VideoUrls urls, ZoneId zone, RoomSearch rooms,
      FileGate gate, InstantSource clock, ReplaySettings.Site site) {
    this.gate = gate;
    this.urls = urls;
    this.catalogue = catalogue;
    this.clock = clock;
    showingNow = new ShowingNow(streams, recorder);
    this.site = site;
    this.rooms = rooms;
    this.zone = zone;
  }

  void mount(Router router) {
    // What others made has its version in its path; ours may be other bytes tomorrow.
    router.route("/web/vendor/*").handler(StaticHandler.create("web/vendor").setMaxAgeSeconds(VENDOR_CACHE_SECONDS));
    router.route("/web/*").handler(StaticHandler.create("web").setMaxAgeSeconds(0));
    router.get("/").handler(Blocking.handler((context, _) -> home(context)));
    router.get("/watch").handler(PageRoutes::lead);
    router.getWithRegex("/watch/(?<file>[0-9]{1,20})").handler(Blocking.handler((context, _) -> file(context)));
    router.getWithRegex("/embed/(?<file>[0-9]{1,20})").handler(Blocking.handler((context, _) -> embed(context)));
    router.getWithRegex("/watch/(?<app>[^/]+)/(?<stream>[^/]+)").handler(Blocking.handler((context, _) -> stream(context)));
  }

  /** Where files need signatures nobody sees a list. */
  private void home(RoutingContext context) throws SQLException {
    Wording wording = wording(context);
    HomePage home = new HomePage(wording.language());
    if (!site.listed() || gate.on()) {
      PageAnswer.send(context, wording.language(), 200, home.closed());
      return;
    }
    String typed = context.queryParam("q").stream().findFirst().orElse("").strip();
    String prefix = typed.substring(0, Math.min(PREFIX_MAX_CHARS, typed.length()));
    PageNumber page = PageNumber.of(context.queryParam("page"));
    SocketAddress viewer = context.request().remoteAddress();
    HostAndPort asked = context.request().authority();
    RoomSearch.Found found = rooms.find(
        prefix, page, asked == null ? "" : asked.host().toLowerCase(Locale.ROOT), viewer == null ? "" : viewer.hostAddress(), wording);
    PageAnswer.send(context, wording.language(), 200, home.rooms(prefix, found, page));
  }

  private Wording wording(RoutingContext context) {
    return new Wording(zone, Language.of(context.request()));
  }

  /** Leads from what was typed at {@code /} to its page. */
  private static void lead(RoutingContext context) {
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

  private void file(RoutingContext context) throws SQLException {
    Optional<Opened> opened = open(context);
    if (opened.isPresent()) {
      RecordedFile file = opened.get().file();
      List<RecordedFile> show = playable(catalogue.listByPush(file.origin().pushSequence(), Page.first(Page.LIMIT_MAX)));
      Wording wording = wording(context);
      PageAnswer.send(context, wording.language(), 200, new FilePage(urls, wording).html(file, show, opened.get().query()));
    }
  }

  private void embed(RoutingContext context) throws SQLException {
    Language language = Language.of(context.request());
    open(context).ifPresent(opened -> PageAnswer.send(context, language, 200,
        EmbedPage.html(language, opened.file(), urls.path(opened.file()) + opened.query()), site.frames()));
  }

  /** @param query that opens the file's addresses, with its question mark; empty where none is needed */
  private record Opened(RecordedFile file, String query) {}

  /** The file that is asked for, or empty when the answer has been sent. Its signature is that of the file's own address. */
  private Optional<Opened> open(RoutingContext context) throws SQLException {
    String folder = urls.folder(FileId.parse(context.pathParam("file")).orElse(0L));
    return switch (gate.admit(context.request(), folder)) {
      case FileGate.Verdict.Refused(Sentence why) -> {
        Answers.failure(context, 403, why);
        yield Optional.empty();
      }
      case FileGate.Verdict.Admitted admitted -> open(context, admitted.query());
    };
  }

  private Optional<Opened> open(RoutingContext context, String query) throws SQLException {
    Optional<RecordedFile> file = catalogue.find(context.pathParam("file")).filter(some -> !some.expiredAt(clock.instant()));
    if (file.isEmpty()) {
      Answers.notFound(context, Sentence.of("There is no such recording. It may have been deleted."));
      return Optional.empty();
    }
    if (file.get().status() == FileStatus.FORBIDDEN) {
      Answers.failure(context, 403, Sentence.of("This recording may not be played."));
      return Optional.empty();
    }
    return Optional.of(new Opened(file.get(), query));
  }

  private void stream(RoutingContext context) throws SQLException, IOException {
    String app = context.pathParam("app");
    String name = context.pathParam("stream");
    if (!StreamKey.legal(app) || !StreamKey.legal(name)) {
      Answers.notFound(context, Sentence.of("No stream can have this name."));
      return;
    }
    StreamKey key = new StreamKey(app, name);
    PageNumber page = PageNumber.of(context.queryParam("page"));
    Listing listing = catalogue.listByStream(app, name, TimeWindow.ALWAYS, Catalogue.Order.NEWEST_FIRST, page.files());
    Showing showing = showingNow.of(key, playable(listing));
    int status = showing instanceof Showing.Nothing ? 404 : 200;
    Wording wording = wording(context);
    Listing shown = new Listing(playable(listing), listing.totalCount());
    PageAnswer.send(context, wording.language(), status, new StreamPage(urls, wording).html(key, showing, shown, page));
  }

  private List<RecordedFile> playable(Listing listing) {
    return listing.files().stream().filter(file -> file.status() == FileStatus.NORMAL && !file.expiredAt(clock.instant())).toList();
  }
}
