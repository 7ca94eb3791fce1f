package io.livetape.api.transport;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Where calls come in by HTTP: {@code /} and {@code /v2/index.php} by GET and POST, and {@code /openapi.json}. What asks {@code /} for a
 * page is passed on. Bodies are bounded before they are read, each and all of them together. Event loops; each call then has a virtual
 * thread of its own.
 */
public final class ApiRoutes {
  /** The cloud's limit for a call. */
  public static final int BODY_MAX_BYTES = 10 << 20;

  /** What all small bodies, and all large ones, may hold in memory together. */
  private static final long BODIES_MAX_BYTES = 64L << 20;

  /** Rest of a refused body that is read and thrown away, so that the client gets to read the answer; longer ones are cut off. */
  private static final long DISCARD_MAX_BYTES = 64L << 20;

  private static final Pattern OLDER_CALL = Pattern.compile("(^|&)(Action|Signature)=");

  private final ApiCalls calls;
  private final String openApi;
  private final BodyRoom room = new BodyRoom(BODIES_MAX_BYTES, BODIES_MAX_BYTES);

  public ApiRoutes(ApiCalls calls, OpenApi openApi) {
    this.calls = calls;
    this.openApi = openApi.document();
  }

  public void mount(Router router) {
    router.get("/openapi.json").handler(context -> json(context.response(), openApi));
  }

  /**
   * Takes the calls, and passes everything else on. Calls do not go through the router: an endpoint with a path in it makes one client send
   * that path as a part of the header Host (contract 1.4), which no router takes.
   */
  public Handler<HttpServerRequest> before(Handler<HttpServerRequest> others) {
    return request -> {
      if (isCall(request)) {
        take(request);
      } else {
        others.handle(request);
      }
    };
  }

  /**
   * A call names its action in a header; one of the older kind comes to {@code /} with its names as parameters. Any POST to {@code /} and a
   * GET that wants JSON gets an answer in an envelope too, be it only which parameter is missing.
   */
  private static boolean isCall(HttpServerRequest request) {
    boolean post = request.method() == HttpMethod.POST;
    if (!post && request.method() != HttpMethod.GET) {
      return false;
    }
    if (request.headers().contains("X-TC-Action")) {
      return true;
    }
    if (Version2.PATH.equals(request.path())) {
      return true;
    }
    if (!"/".equals(request.path())) {
      return false;
    }
    String accept = request.headers().contains(HttpHeaders.ACCEPT) ? request.getHeader(HttpHeaders.ACCEPT) : "";
    return post || request.headers().contains(HttpHeaders.AUTHORIZATION) || OLDER_CALL.matcher(query(request)).find()
        || accept.contains("application/json") && !accept.contains("text/html");
  }

  private static String query(HttpServerRequest request) {
    return request.query() == null ? "" : request.query();
  }

  private void take(HttpServerRequest request) {
    long announced = contentLength(request);
    if (announced > BODY_MAX_BYTES) {
      refuse(request, announced, "RequestSizeLimitExceeded", "The body is longer than " + BODY_MAX_BYTES + " bytes.");
      return;
    }
    long reserved = announced < 0 ? BODY_MAX_BYTES : announced;
    if (!room.take(reserved)) {
      refuse(request, announced, "RequestLimitExceeded", "The server is reading too many calls; try again later.");
      return;
    }
    releaseAtEnd(request.response(), reserved);
    read(request);
  }

  /** Once, however the call ends: answered, or its connection lost. */
  private void releaseAtEnd(HttpServerResponse response, long reserved) {
    AtomicBoolean released = new AtomicBoolean();
    Handler<Void> release = _ -> {
      if (released.compareAndSet(false, true)) {
        room.release(reserved);
      }
    };
    response.endHandler(release);
    response.closeHandler(release);
  }

  private static long contentLength(HttpServerRequest request) {
    String text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    if (text == null) {
      return chunked ? -1 : 0;
    }
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  private void read(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= BODY_MAX_BYTES) {
        body.appendBuffer(chunk);
      } else if (!request.response().ended()) {
        json(request.response(), ApiCalls.refusal("RequestSizeLimitExceeded", "The body is longer than " + BODY_MAX_BYTES + " bytes."));
        request.connection().close();
      }
    });
    request.endHandler(_ -> {
      if (!request.response().ended()) {
        ApiRequest call = new ApiRequest(request.method().name(), request.path(), query(request), headers(request), body.getBytes());
        Thread.startVirtualThread(() -> json(request.response(), calls.answer(call)));
      }
    });
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static void refuse(HttpServerRequest request, long announced, String code, String message) {
    json(request.response(), ApiCalls.refusal(code, message));
    if (announced < 0 || announced > DISCARD_MAX_BYTES) {
      request.connection().close();
    }
  }

  /** A client that has gone meanwhile gets nothing. */
  private static void json(HttpServerResponse response, String text) {
    if (!response.closed()) {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(text);
    }
  }
}
