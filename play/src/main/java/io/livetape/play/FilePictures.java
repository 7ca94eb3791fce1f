package io.livetape.play;

import io.livetape.play.FileGate.Verdict.Admitted;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Sprite;
import io.livetape.vod.sprite.SpriteKind;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The pictures beside a recorded file, for those who may have the file: its cover, and the sheet of small pictures with the text that tells
 * what they stand for.
 */
record FilePictures(Catalogue catalogue, BlobStore store, FileGate gate) {
  private static final String COVER = "cover";
  private static final String SPRITE = "sprite.";
  private static final Sentence NO_PICTURE = Sentence.of("There is no such picture.");

  static boolean named(String name) {
    return name.startsWith(COVER) || name.startsWith(SPRITE);
  }

  void answer(RoutingContext context, Context connection, RecordedFile file, String name, Admitted admitted)
      throws IOException, SQLException {
    if (name.startsWith(COVER)) {
      picture(context, connection, file, file.entry().coverKey(), name);
    } else if (admitted.preview().isPresent()) {
      Answers.failure(context, 403, Sentence.of("Of this recording a preview may be seen, and the small pictures show all of it."));
    } else {
      Optional<Sprite> sprite = catalogue.sprite(file.fileId());
      if (name.equals(SpriteKind.CUES_NAME) && sprite.isPresent()) {
        cues(context, sprite.get(), admitted);
      } else {
        picture(context, connection, file, sprite.map(Sprite::sheetKey).orElse(null), name);
      }
    }
  }

  /** Under the name of its blob, so that another cover has another address. */
  private void picture(RoutingContext context, Context connection, RecordedFile file, String key, String name) throws IOException {
    Optional<Path> path = Optional.ofNullable(key).filter(known -> VideoUrls.besideName(known).equals(name))
        .flatMap(store::localFile).filter(Files::exists);
    if (path.isEmpty()) {
      Answers.notFound(context, NO_PICTURE);
      return;
    }
    long sizeBytes = Files.size(path.get());
    String etag = "\"" + file.fileId() + "-" + sizeBytes + "\"";
    new FileAnswer(path.get(), sizeBytes, pictureType(name), etag, gate.mediaCache()).send(context.request(), connection);
  }

  private static String pictureType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "png" -> "image/png";
      case "gif" -> "image/gif";
      default -> "image/jpeg";
    };
  }

  /** The sheet's address gets what lets the viewer in, as addresses in playlists do. */
  private void cues(RoutingContext context, Sprite sprite, Admitted admitted) throws IOException {
    int sizeBytes = Math.toIntExact(store.sizeBytes(sprite.cuesKey()).orElse(0L));
    String text = new String(store.read(sprite.cuesKey(), 0, sizeBytes), StandardCharsets.US_ASCII)
        .replace(SpriteKind.SHEET_NAME + "#", SpriteKind.SHEET_NAME + admitted.query() + "#");
    var response = context.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/vtt; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, gate.mediaCache());
    if (context.request().method() == HttpMethod.HEAD) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(text.length())).end();
    } else {
      response.end(text);
    }
  }
}
