package io.livetape.play;

import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.record.Recorder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Live viewing: {@code /live/<app>/<stream>.flv} is the stream itself from its next key frame on; {@code /live/<app>/<stream>.m3u8} leads
 * to the HLS recording that is being made of it, from its beginning up to now.
 */
final class LiveRoutes {
  private final LiveStreams streams;
  private final Recorder recorder;
  private final VideoUrls urls;

  LiveRoutes(LiveStreams streams, Recorder recorder, VideoUrls urls) {
    this.streams = streams;
    this.recorder = recorder;
    this.urls = urls;
  }

  void mount(Router router) {
    router.getWithRegex("/live/(?<app>[^/]+)/(?<stream>[^/]+)\\.flv").handler(this::flv);
    router.getWithRegex("/live/(?<app>[^/]+)/(?<stream>[^/]+)\\.m3u8").handler(this::hls);
  }

  private void flv(RoutingContext context) {
    Optional<LiveStream> stream = key(context).flatMap(streams::find);
    if (stream.isEmpty()) {
      Answers.notFound(context, "No stream of this name is live.");
      return;
    }
    context.response()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "video/x-flv")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    FlvViewer viewer = new FlvViewer(stream.get(), context.response(), Vertx.currentContext());
    context.response().closeHandler(_ -> stream.get().detach(viewer));
    context.response().exceptionHandler(_ -> stream.get().detach(viewer));
    stream.get().attach(viewer);
  }

  private void hls(RoutingContext context) {
    key(context).flatMap(recorder::growing).ifPresentOrElse(
        hls -> context.response().setStatusCode(307)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader(HttpHeaders.LOCATION, urls.playlistPath(hls.fileId()))
            .end(),
        () -> Answers.notFound(context, "No HLS recording of a stream of this name is being made."));
  }

  private static Optional<StreamKey> key(RoutingContext context) {
    String app = context.pathParam("app");
    String stream = context.pathParam("stream");
    return StreamKey.legal(app) && StreamKey.legal(stream) ? Optional.of(new StreamKey(app, stream)) : Optional.empty();
  }
}
