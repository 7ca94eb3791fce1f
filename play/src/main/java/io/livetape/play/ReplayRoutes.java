package io.livetape.play;

import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.play.ReplaySearch.Found;
import io.livetape.vod.splice.Chosen;
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
import java.util.List;
import java.util.Optional;

/**
 * Replay by the clock: {@code /replay/<app>/<stream>.m3u8?from=…&to=…} is everything that was recorded of a stream as HLS or MP4 in that
 * window, over all pushes, interruptions and restarts. A window that reaches into the future, or has no end, grows with the stream. The same
 * with {@code .mp4} is one file to download.
 */
final class ReplayRoutes {
  private static final Sentence NOTHING =
      Sentence.of("Nothing was recorded as HLS or MP4 of this stream in this window.");

  private final Admission admission;
  private final ReplaySearch search;
  private final ReplayDownload download;

  ReplayRoutes(Admission admission, ReplaySearch search, ReplayDownload download) {
    this.admission = admission;
    this.search = search;
    this.download = download;
  }

  void mount(Router router) {
    router.getWithRegex("/replay/(?<app>[^/]+)/(?<stream>[^/]+)\\.m3u8")
        .handler(this::admit).handler(Blocking.handler((context, _) -> answer(context, this::playlist)));
    router.getWithRegex("/replay/(?<app>[^/]+)/(?<stream>[^/]+)\\.mp4")
        .handler(this::admit).handler(Blocking.handler(
            (context, connection) -> answer(context, (_, found) -> mp4(context, connection, found))));
  }

  private void admit(RoutingContext context) {
    admission.admitToFiles(context, key -> StreamLinks.replayFolder(key, parameter(context, "from"), parameter(context, "to")));
  }

  private interface Answer {
    void give(RoutingContext context, Found found) throws IOException;
  }

  private void answer(RoutingContext context, Answer answer) throws IOException, SQLException {
    Optional<StreamKey> key = Admission.key(context);
    try {
      ReplayWindow window = ReplayWindow.parse(parameter(context, "from"), parameter(context, "to"));
      if (key.isEmpty()) {
        Answers.notFound(context, Sentence.of("No stream can have this name."));
      } else {
        answer(context, key.get(), window, answer);
      }
    } catch (ReplayWindow.UnreadableException e) {
      Answers.failure(context, 400, e.why());
    }
  }

  private static String parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst().orElse("");
  }

  private void answer(RoutingContext context, StreamKey key, ReplayWindow window, Answer answer) throws IOException, SQLException {
    Optional<Found> found = search.find(key, window, Admission.until(context));
    if (found.isEmpty()) {
      Answers.failure(context, 400,
          Sentence.of("The window touches more than %s recordings; ask for a shorter one.", ReplaySearch.FILES_MAX));
    } else {
      answer.give(context, found.get());
    }
  }

  private void playlist(RoutingContext context, Found found) {
    Optional<String> text = ReplayPlaylist.of(found.pieces(), found.window(), found.ended());
    if (text.isEmpty()) {
      Answers.notFound(context, NOTHING);
    } else {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, FileFormat.HLS.contentType())
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").end(text.get());
    }
  }

  /** One MP4 of all that is there now. */
  private void mp4(RoutingContext context, Context connection, Found found) throws IOException {
    List<Chosen> chosen = Chosen.of(found.pieces(), found.window().times());
    if (chosen.isEmpty()) {
      Answers.notFound(context, NOTHING);
      return;
    }
    try {
      ReplayDownload.Made file = download.make(found.key(), chosen);
      String name = URLEncoder.encode(found.key().name(), StandardCharsets.UTF_8).replace("+", "%20");
      HttpServerResponse response = context.response()
          .putHeader(HttpHeaders.CONTENT_TYPE, FileFormat.MP4.contentType()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name + ".mp4");
      connection.runOnContext(_ -> send(context.request(), response, file));
    } catch (ReplayDownload.UnavailableException e) {
      Answers.failure(context, e.status(), e.why());
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
}
