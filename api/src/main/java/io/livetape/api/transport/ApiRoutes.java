package io.livetape.api.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where calls come in by HTTP: {@code /} by GET and POST, and {@code /openapi.json}. What asks {@code /} for a page is passed on. Bodies
 * are bounded before they are read, each and all of them together. Event loops; each call then has a virtual thread of its own.
 */
public final class ApiRoutes {
  /** The cloud's limit for a call (contract 1). */
  public static final int BODY_MAX_BYTES = 10 << 20;

  /** What all calls that are being answered may hold in memory together. */
  private static final long BODIES_MAX_BYTES = 64L << 20;

  /** Rest of a refused body that is read and thrown away, so that the client gets to read the answer; longer ones are cut off. */
  private static final long DISCARD_MAX_BYTES = 64L << 20;

  private final ApiCalls calls;
  private final String openApi;
  private final AtomicLong heldBytes = new AtomicLong();

  public ApiRoutes(ApiCalls calls, OpenApi openApi) {
    this.calls = calls;
    this.openApi = openApi.document();
  }

  /** Mount before what serves pages at {@code /}. */
  public void mount(Router router) {
    router.get("/openapi.json").handler(context -> json(context, openApi));
    router.route().method(HttpMethod.POST).method(HttpMethod.GET).handler(this::take);
  }

  private void take(RoutingContext context) {
    if (!isCall(context.request())) {
      context.next();
      return;
    }
    long announced = contentLength(context.request());
    if (announced > BODY_MAX_BYTES) {
      refuse(context, announced, "RequestSizeLimitExceeded", "The body is longer than " + BODY_MAX_BYTES + " bytes.");
      return;
    }
    long reserved = announced < 0 ? BODY_MAX_BYTES : announced;
    if (heldBytes.addAndGet(reserved) > BODIES_MAX_BYTES) {
      heldBytes.addAndGet(-reserved);
      refuse(context, announced, "RequestLimitExceeded", "The server is reading too many calls; try again later.");
      return;
    }
    // Once, however the call ends: answered, or its connection lost.
    context.addEndHandler(_ -> heldBytes.addAndGet(-reserved));
    read(context);
  }

  /**
   * A call names its action in a header; one of the older kind comes to {@code /} with its names as parameters. Any POST to {@code /} and a
   * GET that wants JSON gets an answer in an envelope too, be it only which parameter is missing.
   */
  private static boolean isCall(HttpServerRequest request) {
    boolean post = request.method() == HttpMethod.POST;
    if (request.headers().contains("X-TC-Action")) {
      return true;
    }
    if (!request.path().equals("/")) {
      return false;
    }
    String accept = request.headers().contains(HttpHeaders.ACCEPT) ? request.getHeader(HttpHeaders.ACCEPT) : "";
    return post || request.headers().contains(HttpHeaders.AUTHORIZATION) || request.params().contains("Action")
        || request.params().contains("Signature") || accept.contains("application/json") && !accept.contains("text/html");
  }

  private static long contentLength(HttpServerRequest request) {
    String text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    if (text == null) {
      return chunked ? -1 : 0;
    }
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  private void read(RoutingContext context) {
    Buffer body = Buffer.buffer();
    HttpServerRequest request = context.request();
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= BODY_MAX_BYTES) {
        body.appendBuffer(chunk);
      } else if (!context.response().ended()) {
        json(context, ApiCalls.refusal("RequestSizeLimitExceeded", "The body is longer than " + BODY_MAX_BYTES + " bytes."));
        request.connection().close();
      }
    });
    request.endHandler(_ -> {
      if (!context.response().ended()) {
        ApiRequest call = new ApiRequest(request.method().name(), request.path(), request.query() == null ? "" : request.query(),
            headers(request), body.getBytes());
        Thread.startVirtualThread(() -> json(context, calls.answer(call)));
      }
    });
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  private static void refuse(RoutingContext context, long announced, String code, String message) {
    json(context, ApiCalls.refusal(code, message));
    if (announced < 0 || announced > DISCARD_MAX_BYTES) {
      context.request().connection().close();
    }
  }

  private static void json(RoutingContext context, String text) {
    context.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(text);
  }
}
