package io.livetape.callback;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends one event once. Any number of threads at once, virtual ones by preference: names are looked up on platform threads (here for the
 * check, inside the client for the connection), since a look-up is native code and would hold a carrier for as long as a name server hangs.
 */
final class Post implements AutoCloseable {
  static {
    // A server may close a kept connection at any time. Java's client then sends a GET again on a new one, but a POST only with this; an
    // event may arrive twice anyway, and would else wait for its retry.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
  }

  private final HttpClient client;
  private final ExecutorService checks =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("livetape-callback-check-", 1).factory());
  private final Duration timeout;
  private final Finisher finisher;
  private final EndpointCheck check;
  private final InstantSource clock;

  Post(Duration timeout, Finisher finisher, EndpointCheck check, InstantSource clock) {
    this.timeout = timeout;
    this.finisher = finisher;
    this.check = check;
    this.clock = clock;
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeout).build();
  }

  /** Returns within the timeout for the check, once more the timeout for the answer's head, and a second for the body's beginning. */
  Sending send(OutboxEvent event) throws InterruptedException {
    Instant startedAt = clock.instant();
    long startNanos = System.nanoTime();
    byte[] body = {};
    Outcome outcome;
    try {
      URI endpoint = allowed(event.endpoint());
      body = finisher.finish(event.keyRef(), event.body(), startedAt).getBytes(StandardCharsets.UTF_8);
      outcome = exchange(request(endpoint, body));
    } catch (RefusedEndpointException refused) {
      outcome = new Outcome.Refused(refused.getMessage());
    } catch (HttpTimeoutException | TimeoutException _) {
      outcome = new Outcome.Failed("no answer in " + timeout.toMillis() + " ms");
    } catch (IOException | RuntimeException failure) {
      outcome = new Outcome.Failed(Text.of(failure));
    }
    return new Sending(startedAt, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos), body.length, outcome);
  }

  /** Once the head is here the status decides, even when the connection breaks in the middle of the body. */
  private Outcome exchange(HttpRequest request) throws IOException, InterruptedException {
    AtomicReference<Snippet> answer = new AtomicReference<>();
    try {
      return client.send(request, head -> {
        answer.set(new Snippet(head.statusCode()));
        return answer.get();
      }).body();
    } catch (IOException failure) {
      if (answer.get() == null) {
        throw failure;
      }
      return answer.get().soFar();
    }
  }

  /** Ends what is being sent with a failure. */
  @Override
  public void close() {
    checks.shutdownNow();
    client.shutdownNow();
  }

  private URI allowed(String endpoint) throws IOException, InterruptedException, TimeoutException {
    Future<URI> checked = checks.submit(() -> {
      URI address = parse(endpoint);
      check.check(address);
      return address;
    });
    try {
      return checked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Throwable cause -> throw new IllegalStateException(cause);
      }
    }
  }

  /** An address that nothing can be sent to is refused, not retried. */
  private static URI parse(String endpoint) throws RefusedEndpointException {
    try {
      URI address = URI.create(endpoint);
      HttpRequest.newBuilder(address);
      return address;
    } catch (IllegalArgumentException _) {
      throw new RefusedEndpointException("not a valid http or https address");
    }
  }

  private HttpRequest request(URI endpoint, byte[] body) {
    return HttpRequest.newBuilder(endpoint).timeout(timeout).header("Content-Type", "application/json").header("User-Agent", "Livetape")
        .POST(BodyPublishers.ofByteArray(body)).build();
  }
}
