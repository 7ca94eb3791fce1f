package io.livetape.callback;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Keeps an answer's status and the beginning of its body, for the log. The status has decided by now, so neither a long body nor one that
 * never ends is waited for; giving it up closes the connection. On the connection's event loop.
 */
final class Snippet {
  static final int BYTES_MAX = 1024;
  static final Duration WAIT = Duration.ofSeconds(1);

  private final HttpClientResponse response;
  private final Buffer bytes = Buffer.buffer();
  private final Promise<Outcome.Answered> answer = Promise.promise();

  private Snippet(HttpClientResponse response) {
    this.response = response;
  }

  /** Never fails: a body that breaks off is as good as one that ends. */
  static Future<Outcome.Answered> of(Vertx vertx, HttpClientResponse response) {
    Snippet snippet = new Snippet(response);
    long timer = vertx.setTimer(WAIT.toMillis(), _ -> snippet.giveUp());
    response.exceptionHandler(_ -> snippet.finish()).endHandler(_ -> snippet.finish()).handler(snippet::add);
    return snippet.answer.future().onComplete(_ -> vertx.cancelTimer(timer));
  }

  private void add(Buffer part) {
    bytes.appendBuffer(part, 0, Math.min(part.length(), BYTES_MAX - bytes.length()));
    if (bytes.length() == BYTES_MAX) {
      giveUp();
    }
  }

  private void giveUp() {
    if (finish()) {
      response.request().connection().close();
    }
  }

  private boolean finish() {
    String text = Text.printable(new String(bytes.getBytes(), StandardCharsets.UTF_8));
    return answer.tryComplete(new Outcome.Answered(response.statusCode(), text));
  }
}
