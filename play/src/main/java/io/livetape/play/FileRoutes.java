package io.livetape.play;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.record.GrowingHls;
import io.livetape.record.Recorder;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.Tapes;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Recorded files: {@code /vod/<appid>/<file id>/f0.mp4|flv|aac}, and for HLS {@code …/playlist.m3u8} with its tapes beside it, and
 * {@code …/ts.m3u8} for players that want MPEG-TS; MP4 files can be had in both ways as well. The HLS addresses are the same while the
 * recording grows and after it has ended.
 */
final class FileRoutes {
  private static final String MEDIA_CACHE = "public, max-age=86400";
  private static final String PLAYLIST_CACHE = "no-cache";
  private static final String NO_FILE = "There is no such file.";

  private final Recorder recorder;
  private final Catalogue catalogue;
  private final BlobStore store;
  private final Playlists playlists;

  FileRoutes(Recorder recorder, Catalogue catalogue, BlobStore store, Playlists playlists) {
    this.recorder = recorder;
    this.playlists = playlists;
    this.catalogue = catalogue;
    this.store = store;
  }

  void mount(Router router) {
    router.routeWithRegex("/vod/[0-9]+/(?<file>[0-9]{1,20})/(?<name>[a-z0-9.]{1,64})")
        .method(HttpMethod.GET).method(HttpMethod.HEAD).handler(Blocking.handler(this::answer));
  }

  private void answer(RoutingContext context, Context connection) throws IOException, SQLException {
    String fileId = context.pathParam("file");
    String name = context.pathParam("name");
    // Both, in this order: a recording that ends between the two look-ups is found by the second.
    Optional<GrowingHls> growing = growing(fileId);
    Optional<RecordedFile> file = catalogue.find(fileId);
    if (file.isEmpty() && growing.isPresent()) {
      answer(context, connection, growing.get(), name);
    } else if (file.isEmpty()) {
      Answers.notFound(context, NO_FILE);
    } else if (file.get().status() == FileStatus.FORBIDDEN) {
      Answers.failure(context, 403, "This file may not be played.");
    } else {
      answer(context, connection, file.get(), name);
    }
  }

  private Optional<GrowingHls> growing(String fileId) {
    return FileId.parse(fileId).flatMap(id -> recorder.growing(id));
  }

  private void answer(RoutingContext context, Context connection, GrowingHls hls, String name) throws IOException {
    Tapes tapes = new SpooledTapes(hls, store);
    if (name.equals(VideoUrls.PLAYLIST) || name.equals(TsView.PLAYLIST)) {
      Optional<String> playlist = hls.render();
      if (playlist.isEmpty()) {
        Answers.notFound(context, "The recording has no segment yet; try again in a moment.");
      } else {
        playlist(context, name, playlist.get(), "", tapes);
      }
    } else if (!segment(context, name, tapes)) {
      Optional<Path> file = tapes.find(name);
      if (file.isEmpty()) {
        Answers.notFound(context, NO_FILE);
      } else {
        new FileAnswer(file.get(), Files.size(file.get()), FileFormat.MP4.contentType(), "", PLAYLIST_CACHE)
            .send(context.request(), connection);
      }
    }
  }

  private void answer(RoutingContext context, Context connection, RecordedFile file, String name) throws IOException {
    boolean hls = file.format() == FileFormat.HLS;
    boolean taped = hls || file.format() == FileFormat.MP4;
    Tapes tapes = Tapes.of(file, store);
    if (taped && (name.equals(VideoUrls.PLAYLIST) || name.equals(TsView.PLAYLIST))) {
      String text = playlist(file);
      if (text.isEmpty()) {
        Answers.notFound(context, "This file was not recorded here and has no playlist: play " + Tapes.MP4_NAME + ".");
        return;
      }
      playlist(context, name, text, etag(file, text.length()), tapes);
      return;
    }
    if (taped && segment(context, name, tapes)) {
      return;
    }
    Optional<Path> path = hls ? tapes.find(name)
        : store.localFile(file.blobKey()).filter(_ -> name.equals("f0." + file.format().extension())).filter(Files::exists);
    if (path.isEmpty()) {
      Answers.notFound(context, NO_FILE);
      return;
    }
    FileFormat format = hls ? FileFormat.MP4 : file.format();
    long sizeBytes = Files.size(path.get());
    new FileAnswer(path.get(), sizeBytes, format.contentType(), etag(file, sizeBytes), MEDIA_CACHE)
        .send(context.request(), connection);
  }

  /** Empty if the file is not laid out as recordings are. */
  private String playlist(RecordedFile file) throws IOException {
    try {
      return playlists.of(file);
    } catch (IOException e) {
      if (e.getCause() instanceof MalformedMediaException && file.origin().stream().isEmpty()) {
        return "";
      }
      throw e;
    }
  }

  /** Answers if the name is that of a transport stream's segment. */
  private static boolean segment(RoutingContext context, String name, Tapes tapes) throws IOException {
    Optional<TsView.SegmentName> segment = TsView.SegmentName.parse(name);
    if (segment.isEmpty()) {
      return false;
    }
    Optional<Path> tape = tapes.find(segment.get().tape());
    if (tape.isEmpty()) {
      Answers.notFound(context, NO_FILE);
    } else {
      TsView.send(context, tape.get(), segment.get(), MEDIA_CACHE);
    }
    return true;
  }

  private static void playlist(RoutingContext context, String name, String text, String etag, Tapes tapes) throws IOException {
    if (name.equals(VideoUrls.PLAYLIST)) {
      playlist(context, text, etag);
      return;
    }
    try {
      Optional<String> uncarried = TsView.uncarried(text, tapes);
      if (uncarried.isPresent()) {
        Answers.notFound(context, "MPEG-TS does not carry " + uncarried.get() + "; play " + VideoUrls.PLAYLIST + " instead.");
      } else {
        playlist(context, TsView.playlist(text), etag);
      }
    } catch (MalformedMediaException e) {
      throw new IOException("the recording's own playlist or tape cannot be read", e);
    }
  }

  private static void playlist(RoutingContext context, String text, String etag) {
    var response = context.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, FileFormat.HLS.contentType())
        .putHeader(HttpHeaders.CACHE_CONTROL, PLAYLIST_CACHE);
    if (!etag.isEmpty()) {
      response.putHeader(HttpHeaders.ETAG, etag);
      if (FileAnswer.known(context.request(), etag)) {
        response.setStatusCode(304).end();
        return;
      }
    }
    if (context.request().method() == HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(text.length())).end();
    } else {
      response.end(text);
    }
  }

  private static String etag(RecordedFile file, long sizeBytes) {
    return "\"" + file.fileId() + "-" + sizeBytes + "\"";
  }
}
