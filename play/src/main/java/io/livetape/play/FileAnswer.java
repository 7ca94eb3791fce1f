package io.livetape.play;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers a request with a file or a part of it: ranges, validators, HEAD; the bytes go by sendfile.
 *
 * @param etag quoted, or empty for a file that still grows
 */
record FileAnswer(Path file, long sizeBytes, String contentType, String etag, String cacheControl) {

  /** Answers 404 if the file is not there any more; as below otherwise. */
  void send(HttpServerRequest request, Context context) {
    send(request, context, () -> request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").setStatusCode(404).end());
  }

  /**
   * @param context of the request's connection; any thread may call
   * @param gone answers if the file is not there any more, on the connection's own thread
   */
  void send(HttpServerRequest request, Context context, Runnable gone) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
    response.putHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    response.putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
    if (!etag.isEmpty()) {
      response.putHeader(HttpHeaders.ETAG, etag);
    }
    if (known(request, etag)) {
      response.setStatusCode(304).end();
      return;
    }
    switch (range(request)) {
      case ByteRangeHeader.Whole _ -> send(request, context, gone, 200, 0, sizeBytes);
      case ByteRangeHeader.Part(long offset, long partBytes) -> {
        response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes " + offset + "-" + (offset + partBytes - 1) + "/" + sizeBytes);
        send(request, context, gone, 206, offset, partBytes);
      }
      case ByteRangeHeader.Unsatisfiable _ ->
          response.setStatusCode(416).putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + sizeBytes).end();
    }
  }

  /** Whether the client has this version already (RFC 9110, 13.1.2): it may name several, mark them weak, or say that it takes any. */
  static boolean known(HttpServerRequest request, String etag) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null && !etag.isEmpty() && (known.strip().equals("*") || known.contains(etag));
  }

  /** A range of what the client believes to be another version is answered with the whole (RFC 9110, 13.1.5). */
  private ByteRangeHeader range(HttpServerRequest request) {
    String ifRange = request.getHeader("If-Range");
    boolean otherVersion = ifRange != null && !ifRange.equals(etag);
    return ByteRangeHeader.parse(otherVersion ? null : request.getHeader("Range"), sizeBytes);
  }

  private void send(HttpServerRequest request, Context context, Runnable gone, int status, long offset, long partBytes) {
    HttpServerResponse response = request.response().setStatusCode(status);
    if (request.method() == HttpMethod.HEAD || partBytes == 0) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(partBytes)).end();
      return;
    }
    // On the connection's own thread, which sees whether it is still there: a file that is sent into a closed one stays open.
    context.runOnContext(_ -> {
      if (!response.closed()) {
        response.sendFile(file.toString(), offset, partBytes).onFailure(_ -> failed(request, gone));
      }
    });
  }

  /** A file that was moved or deleted a moment ago is not there; a viewer who leaves in the middle is no failure of ours. */
  private static void failed(HttpServerRequest request, Runnable gone) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      request.connection().close();
      return;
    }
    List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_RANGE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.ETAG)
        .forEach(response.headers()::remove);
    gone.run();
  }
}
