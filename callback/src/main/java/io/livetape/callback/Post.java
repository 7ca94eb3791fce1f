package io.livetape.callback;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one event once. Any number of threads at once, virtual ones by preference: names are looked up on platform threads, since that is
 * native code and would hold a carrier for as long as a name server hangs.
 */
final class Post implements AutoCloseable {
  /** Of those that a name stands for. */
  private static final int ADDRESSES_MAX = 4;

  private final Exchange exchange;
  private final ExecutorService checks =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("livetape-callback-check-", 1).factory());
  private final Duration timeout;
  private final Finisher finisher;
  private final EndpointCheck check;
  private final InstantSource clock;

  Post(Vertx vertx, Duration timeout, Finisher finisher, EndpointCheck check, InstantSource clock) {
    exchange = new Exchange(vertx, timeout);
    this.timeout = timeout;
    this.finisher = finisher;
    this.check = check;
    this.clock = clock;
  }

  /** Returns within the timeout each for the check, the connection and the answer's head, and a second for the body's beginning. */
  Sending send(OutboxEvent event) throws InterruptedException {
    Instant startedAt = clock.instant();
    long startNanos = System.nanoTime();
    byte[] body = {};
    Outcome outcome;
    try {
      URI endpoint = parse(event.endpoint());
      List<InetAddress> addresses = within(timeout, checks.submit(() -> check.addresses(endpoint)));
      body = finisher.finish(event.keyRef(), event.body(), startedAt).getBytes(StandardCharsets.UTF_8);
      outcome = post(endpoint, addresses, body);
    } catch (RefusedEndpointException refused) {
      outcome = new Outcome.Refused(refused.getMessage());
    } catch (TimeoutException _) {
      outcome = new Outcome.Failed("no answer in " + timeout.toMillis() + " ms");
    } catch (IOException | RuntimeException failure) {
      outcome = new Outcome.Failed(Text.of(failure));
    }
    return new Sending(startedAt, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos), body.length, outcome);
  }

  /** Ends what is being sent with a failure. */
  @Override
  public void close() {
    checks.shutdownNow();
    exchange.close();
  }

  /** A name may stand for an address that nobody listens on, beside one where somebody does, as {@code localhost} often does. */
  private Outcome post(URI endpoint, List<InetAddress> addresses, byte[] body) throws IOException, InterruptedException, TimeoutException {
    for (InetAddress address : addresses.subList(0, Math.min(addresses.size(), ADDRESSES_MAX) - 1)) {
      try {
        return post(endpoint, address, body);
      } catch (ConnectException _) {
        // The next address may answer, and if none does the last one's failure stands for all.
      }
    }
    return post(endpoint, addresses.get(Math.min(addresses.size(), ADDRESSES_MAX) - 1), body);
  }

  private Outcome post(URI endpoint, InetAddress address, byte[] body) throws IOException, InterruptedException, TimeoutException {
    return within(exchange.limit(), exchange.post(endpoint, address, body).toCompletionStage().toCompletableFuture());
  }

  private static <T> T within(Duration limit, Future<T> result) throws IOException, InterruptedException, TimeoutException {
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case IOException cause -> throw cause;
        case TimeoutException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Throwable cause -> throw new IllegalStateException(cause);
      }
    }
  }

  /** An address that nothing can be sent to is refused, not retried. */
  private static URI parse(String endpoint) throws RefusedEndpointException {
    try {
      return URI.create(endpoint);
    } catch (IllegalArgumentException _) {
      throw new RefusedEndpointException("not a valid http or https address");
    }
  }
}
