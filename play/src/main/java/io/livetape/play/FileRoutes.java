package io.livetape.play;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.play.FileGate.Verdict.Admitted;
import io.livetape.play.FileGate.Verdict.Refused;
import io.livetape.record.GrowingHls;
import io.livetape.record.Recorder;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.splice.Playlists;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Recorded files: {@code /vod/<appid>/<file id>/f0.mp4|flv|aac}, and for HLS {@code …/playlist.m3u8} with its tapes beside it, and
 * {@code …/ts.m3u8} for players that want MPEG-TS; MP4 files can be had in both ways as well. The HLS addresses are the same while the
 * recording grows and after it has ended. Pictures lie beside their file. {@link FileGate} says who may have them.
 */
final class FileRoutes {
  private static final String PLAYLIST_CACHE = "no-cache";
  private static final Sentence NO_FILE = Sentence.of("There is no such file.");
  private static final Sentence PREVIEW = Sentence.of("Of this recording a preview may be seen, by its %s.", VideoUrls.PLAYLIST);

  private final Recorder recorder;
  private final Catalogue catalogue;
  private final BlobStore store;
  private final Playlists playlists;
  private final FileGate gate;
  private final FilePictures pictures;
  private final InstantSource clock;

  FileRoutes(
      Recorder recorder, Catalogue catalogue, BlobStore store, Playlists playlists, FileGate gate, InstantSource clock) {
    this.recorder = recorder;
    this.playlists = playlists;
    this.catalogue = catalogue;
    this.store = store;
    this.gate = gate;
    pictures = new FilePictures(catalogue, store, gate);
    this.clock = clock;
  }

  /**
   * A request that was let in.
   *
   * @param gone answers where a file is not there any more that was found a moment ago
   */
  private record Asked(RoutingContext context, Context connection, String name, Admitted admitted, Runnable gone) {}

  void mount(Router router) {
    router.routeWithRegex("(?<folder>/vod/[0-9]+/(?<file>[0-9]{1,20})/)(?<name>[a-z0-9.]{1,64})")
        .method(HttpMethod.GET).method(HttpMethod.HEAD).handler(Blocking.handler(this::answer));
  }

  /** A tape moves when its recording ends, perhaps just after it was found: then it is looked for once more. */
  private void answer(RoutingContext context, Context connection) throws IOException, SQLException {
    Blocking.BlockingHandler again = (_, _) -> admit(context, connection, () -> Answers.notFound(context, NO_FILE));
    try {
      admit(context, connection, () -> Blocking.start(again, context, connection));
    } catch (NoSuchFileException _) {
      again.handle(context, connection);
    }
  }

  private void admit(RoutingContext context, Context connection, Runnable gone) throws IOException, SQLException {
    switch (gate.admit(context.request(), context.pathParam("folder"))) {
      case Refused(Sentence why) -> Answers.failure(context, 403, why);
      case Admitted admitted ->
          find(new Asked(context, connection, context.pathParam("name"), admitted, gone), context.pathParam("file"));
    }
  }

  private void find(Asked asked, String fileId) throws IOException, SQLException {
    // Both, in this order: a recording that ends between the two look-ups is found by the second.
    Optional<GrowingHls> growing = FileId.parse(fileId).flatMap(id -> recorder.growing(id));
    Optional<RecordedFile> file = catalogue.find(fileId);
    if (file.isPresent() && file.get().status() == FileStatus.FORBIDDEN) {
      Answers.failure(asked.context, 403, Sentence.of("This file may not be played."));
    } else if (file.isPresent() && !file.get().expiredAt(clock.instant()) && FilePictures.named(asked.name)) {
      pictures.answer(asked.context, asked.connection, file.get(), asked.name, asked.admitted);
    } else if (file.isPresent() && !file.get().expiredAt(clock.instant())) {
      give(asked, new FileSource.Stored(file.get(), store, playlists));
    } else if (file.isEmpty() && growing.isPresent()) {
      give(asked, new FileSource.Growing(growing.get(), store));
    } else {
      Answers.notFound(asked.context, NO_FILE);
    }
  }

  private void give(Asked asked, FileSource source) throws IOException {
    Optional<TsView.SegmentName> segment = source.taped() ? TsView.SegmentName.parse(asked.name) : Optional.empty();
    if (source.taped() && (asked.name.equals(VideoUrls.PLAYLIST) || asked.name.equals(TsView.PLAYLIST))) {
      playlist(asked, source);
    } else if (segment.isPresent()) {
      segment(asked, source, segment.get());
    } else {
      file(asked, source);
    }
  }

  private void file(Asked asked, FileSource source) throws IOException {
    Optional<Path> path = source.file(asked.name);
    if (path.isEmpty()) {
      Answers.notFound(asked.context, NO_FILE);
      return;
    }
    // A tape alone plays nowhere when it is cut; its ranges in a playlist do.
    boolean whole = asked.context.request().getHeader("Range") == null;
    long sizeBytes = Math.min(Files.size(path.get()), shownBytes(asked, source, asked.name));
    if (asked.admitted.preview().isPresent() && (whole || sizeBytes == 0)) {
      Answers.failure(
          asked.context, 403, source.playlist().isPresent() ? PREVIEW : Sentence.of("Previews are made of MP4 and HLS recordings alone."));
      return;
    }
    String etag = source.etag(sizeBytes);
    new FileAnswer(path.get(), sizeBytes, source.fileFormat().contentType(), etag, etag.isEmpty() ? PLAYLIST_CACHE : gate.mediaCache())
        .send(asked.context.request(), asked.connection, asked.gone);
  }

  /** How much of a file may be had. */
  private static long shownBytes(Asked asked, FileSource source, String name) throws IOException {
    Optional<Duration> preview = asked.admitted.preview();
    Optional<String> playlist = preview.isEmpty() ? Optional.empty() : source.playlist();
    if (preview.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return playlist.isEmpty() ? 0 : OpenedPlaylist.endOffset(playlist.get(), name, preview.get());
  }

  private void segment(Asked asked, FileSource source, TsView.SegmentName segment) throws IOException {
    Optional<Path> tape = source.tapes().find(segment.tape());
    if (tape.isEmpty()) {
      Answers.notFound(asked.context, NO_FILE);
    } else if (segment.endOffset() > shownBytes(asked, source, segment.tape())) {
      Answers.failure(asked.context, 403, PREVIEW);
    } else {
      TsView.send(asked.context, tape.get(), segment, gate.mediaCache());
    }
  }

  private static void playlist(Asked asked, FileSource source) throws IOException {
    Optional<String> text = source.playlist();
    if (text.isEmpty()) {
      Answers.notFound(asked.context, source.noPlaylist());
      return;
    }
    try {
      Optional<String> uncarried = asked.name.equals(TsView.PLAYLIST) ? TsView.uncarried(text.get(), source.tapes()) : Optional.empty();
      if (uncarried.isPresent()) {
        Answers.notFound(asked.context, Sentence.of("MPEG-TS does not carry %s; play %s instead.", uncarried.get(), VideoUrls.PLAYLIST));
        return;
      }
      String seen = asked.name.equals(TsView.PLAYLIST) ? TsView.playlist(text.get()) : text.get();
      send(asked.context, OpenedPlaylist.text(seen, asked.admitted), source);
    } catch (MalformedMediaException e) {
      throw new IOException("the recording's own playlist or tape cannot be read", e);
    }
  }

  private static void send(RoutingContext context, String text, FileSource source) {
    var response = context.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, FileFormat.HLS.contentType())
        .putHeader(HttpHeaders.CACHE_CONTROL, PLAYLIST_CACHE);
    String etag = source.etag(text.length());
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
}
