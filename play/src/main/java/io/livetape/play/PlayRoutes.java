package io.livetape.play;

import io.livetape.live.LiveStreams;
import io.livetape.live.PlayGate;
import io.livetape.record.Recorder;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.StreamPieces;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongUnaryOperator;

/** Everything that viewers ask for by HTTP. */
public final class PlayRoutes {
  private final FileRoutes files;
  private final LiveRoutes live;
  private final ReplayRoutes replay;
  private final PageRoutes pages;
  private final ReplaySearch search;

  /**
   * @param gate who may watch live streams
   * @param pictures of live streams
   * @param zone of the times shown on pages
   */
  public PlayRoutes(
      LiveStreams streams, PlayGate gate, LivePictures pictures, Recorder recorder, Catalogue catalogue, BlobStore store, VideoUrls urls,
      ZoneId zone, InstantSource clock, ReplaySettings settings) throws IOException {
    Playlists playlists = new Playlists(store, settings.segmentTarget());
    FileGate fileGate = new FileGate(settings.fileKey(), clock);
    files = new FileRoutes(recorder, catalogue, store, playlists, fileGate, clock);
    Admission admission = new Admission(gate, fileGate);
    live = new LiveRoutes(streams, pictures, admission, recorder, urls, fileGate);
    search = new ReplaySearch(streams, recorder, catalogue, store, urls, playlists, fileGate, clock);
    replay = new ReplayRoutes(admission, search, new ReplayDownload(Scratch.open(settings.scratch()), settings.keepFreeBytes()));
    RoomSearch rooms = new RoomSearch(streams, pictures, gate, catalogue, urls, clock);
    pages = new PageRoutes(streams, recorder, catalogue, urls, zone, rooms, fileGate, clock, settings.site());
  }

  /**
   * What was recorded of a stream, for whoever makes files of it.
   *
   * @param partOfPlan the part of the account that a plan's number means
   */
  public StreamPieces pieces(LongUnaryOperator partOfPlan) {
    return (wanted, window, subAppId) -> search.find(wanted, window, Filed.in(subAppId, partOfPlan));
  }

  public void mount(Router router) {
    router.route("/vod/*").handler(PlayRoutes::crossOrigin);
    router.route("/live/*").handler(PlayRoutes::crossOrigin);
    router.route("/replay/*").handler(PlayRoutes::crossOrigin);
    files.mount(router);
    live.mount(router);
    replay.mount(router);
    pages.mount(router);
    router.errorHandler(404, context -> Answers.notFound(context, Sentence.of("There is nothing at this address.")));
  }

  /** Media may be played from pages of any origin: who has the address may watch. */
  private static void crossOrigin(RoutingContext context) {
    context.response()
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Content-Length, Content-Range, Accept-Ranges, ETag");
    if (context.request().method() == HttpMethod.OPTIONS) {
      context.response().setStatusCode(204)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS")
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Range, If-Range, If-None-Match")
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400")
          .end();
    } else {
      context.next();
    }
  }
}
