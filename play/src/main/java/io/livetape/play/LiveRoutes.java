package io.livetape.play;

import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.Viewer;
import io.livetape.record.Recorder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Live viewing: {@code /live/<app>/<stream>.flv} is the stream itself from its next key frame on; {@code /live/<app>/<stream>.m3u8} leads
 * to the HLS recording that is being made of it, from its beginning up to now; {@code /live/<app>/<stream>.jpg} is what it shows just now.
 */
final class LiveRoutes {
  private static final int PICTURE_AGE_SECONDS = 10;

  private final LiveStreams streams;
  private final Admission admission;
  private final Recorder recorder;
  private final VideoUrls urls;
  private final FileGate files;
  private final LivePictures pictures;
  /** They go with their streams. */
  private final Map<LiveStream, SharedTag> sharedTags = Collections.synchronizedMap(new WeakHashMap<>());

  LiveRoutes(
      LiveStreams streams, LivePictures pictures, Admission admission, Recorder recorder, VideoUrls urls, FileGate files) {
    this.files = files;
    this.pictures = pictures;
    this.streams = streams;
    this.admission = admission;
    this.recorder = recorder;
    this.urls = urls;
  }

  void mount(Router router) {
    router.getWithRegex("/live/(?<app>[^/]+)/(?<stream>[^/]+)\\.flv").handler(admission::admit).handler(this::flv);
    router.getWithRegex("/live/(?<app>[^/]+)/(?<stream>[^/]+)\\.m3u8")
        .handler(context -> admission.admitToFiles(context, StreamLinks::liveFolder)).handler(this::hls);
    router.getWithRegex("/live/(?<app>[^/]+)/(?<stream>[^/]+)\\.jpg").handler(admission::admit).handler(this::picture);
  }

  private void flv(RoutingContext context) {
    Optional<LiveStream> stream = Admission.key(context).flatMap(streams::find);
    if (stream.isEmpty()) {
      Answers.notFound(context, Sentence.of("No stream of this name is live."));
      return;
    }
    Optional<Viewer> viewer = streams.audience().enter(FlvViewer.QUEUED_MAX_BYTES);
    if (viewer.isEmpty()) {
      Answers.failure(context, 503, Sentence.of("Too many viewers are watching just now."));
      return;
    }
    flv(context, stream.get(), viewer.get());
  }

  private void flv(RoutingContext context, LiveStream stream, Viewer viewer) {
    context.response()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "video/x-flv")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    SharedTag shared = sharedTags.computeIfAbsent(stream, _ -> new SharedTag());
    FlvViewer reader = new FlvViewer(stream, shared, context.response(), Vertx.currentContext(), viewer);
    context.response().closeHandler(_ -> reader.gone());
    context.response().exceptionHandler(_ -> reader.gone());
    stream.attach(reader);
  }

  private void picture(RoutingContext context) {
    Optional<LiveStream> stream = Admission.key(context).flatMap(streams::find);
    if (stream.isEmpty()) {
      Answers.notFound(context, Sentence.of("No stream of this name is live."));
      return;
    }
    pictures.newest(stream.get()).ifPresentOrElse(
        picture -> context.response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "image/jpeg")
            .putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=" + PICTURE_AGE_SECONDS)
            .end(Buffer.buffer(picture.jpeg())),
        () -> Answers.notFound(context, Sentence.of("There is no picture of this stream yet.")));
  }

  private void hls(RoutingContext context) {
    Admission.key(context).flatMap(recorder::growing).ifPresentOrElse(
        hls -> context.response().setStatusCode(307)
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader(HttpHeaders.LOCATION, urls.playlistPath(hls.fileId())
                + files.query(urls.folder(hls.fileId()), Admission.until(context)))
            .end(),
        () -> Answers.notFound(context, Sentence.of("No HLS recording of a stream of this name is being made.")));
  }
}
