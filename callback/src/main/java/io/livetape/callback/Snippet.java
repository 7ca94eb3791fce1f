package io.livetape.callback;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Keeps an answer's status and the beginning of its body, for the log. The status has decided by now, so neither a long body nor one that
 * never ends is waited for; giving it up closes the connection.
 */
final class Snippet implements BodySubscriber<Outcome.Answered> {
  static final int BYTES_MAX = 1024;
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
  private final CompletableFuture<Outcome.Answered> answer = new CompletableFuture<>();
  private final int status;
  private Flow.Subscription subscription;

  Snippet(int status) {
    this.status = status;
  }

  /** The status with what has come of the body. */
  synchronized Outcome.Answered soFar() {
    return new Outcome.Answered(status, Text.printable(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)));
  }

  @Override
  public CompletionStage<Outcome.Answered> getBody() {
    return answer;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    subscription.request(Long.MAX_VALUE);
    CompletableFuture.delayedExecutor(WAIT.toMillis(), TimeUnit.MILLISECONDS).execute(this::finish);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      bytes.put(part.slice(part.position(), Math.min(part.remaining(), bytes.remaining())));
    }
    if (!bytes.hasRemaining()) {
      finish();
    }
  }

  @Override
  public void onError(Throwable failure) {
    finish();
  }

  @Override
  public void onComplete() {
    finish();
  }

  private synchronized void finish() {
    if (!answer.isDone()) {
      subscription.cancel();
      answer.complete(soFar());
    }
  }
}
