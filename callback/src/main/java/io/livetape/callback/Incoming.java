package io.livetape.callback;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An answer whose body is read by a thread that waits for it: a few pieces are asked for ahead, and another one for each that is taken, so
 * that a slow disk slows the sender down. One thread; made on the event loop.
 */
final class Incoming implements AutoCloseable {
  private static final int AHEAD = 8;

  /** What can come: bytes, the end, or why there is no more. */
  private sealed interface Event {
    record Bytes(ByteBuffer bytes) implements Event {}

    record End() implements Event {}

    record Failure(Throwable cause) implements Event {}
  }

  private final HttpClient client;
  private final HttpClientResponse response;
  private final Context context;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(AHEAD + 2);

  private Incoming(HttpClient client, HttpClientResponse response, Context context) {
    this.client = client;
    this.response = response;
    this.context = context;
  }

  /**
   * On the event loop, before anything of the body can have come.
   *
   * @param client that is its alone, and is closed with it
   */
  static Incoming of(HttpClientResponse response, HttpClient client) {
    Incoming incoming = new Incoming(client, response, Vertx.currentContext());
    response.pause();
    response.exceptionHandler(failure -> incoming.events.offer(new Event.Failure(failure)));
    response.endHandler(_ -> incoming.events.offer(new Event.End()));
    response.handler(buffer -> incoming.events.offer(new Event.Bytes(ByteBuffer.wrap(buffer.getBytes()))));
    response.fetch(AHEAD);
    return incoming;
  }

  int status() {
    return response.statusCode();
  }

  /** Empty where there is none. */
  String header(String name) {
    String value = response.getHeader(name);
    return value == null ? "" : value;
  }

  /** Negative where nothing is announced. */
  long announcedBytes() {
    String text = header("Content-Length");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  /** Null at the end. */
  ByteBuffer next(Duration patience) throws IOException, InterruptedException {
    Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return switch (event) {
      case null -> throw new IOException("nothing came for " + patience.toMillis() + " ms");
      case Event.Bytes(ByteBuffer bytes) -> {
        context.runOnContext(_ -> response.fetch(1));
        yield bytes;
      }
      case Event.End _ -> null;
      case Event.Failure(Throwable cause) -> throw new IOException(Text.of(cause), cause);
    };
  }

  /** What has not come is not waited for. */
  @Override
  public void close() {
    client.close();
  }
}
