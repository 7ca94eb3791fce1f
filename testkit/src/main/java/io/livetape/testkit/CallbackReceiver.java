package io.livetape.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A customer's receiver: an HTTP server on a free port of the loopback address that keeps every POST in the order of arrival, and
 * answers as it was told. Any thread.
 */
public final class CallbackReceiver implements AutoCloseable {
  private static final byte[] ANSWER = "{\"code\":0}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Deque<Behaviour> next = new ConcurrentLinkedDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Behaviour always = new Behaviour.Answer(200);

  /** What is done with a request. */
  private sealed interface Behaviour {
    record Answer(int status) implements Behaviour {}

    record Hang() implements Behaviour {}

    record HangUp() implements Behaviour {}
  }

  /** One request, as it came; {@code headers} have lower-case names and their first values. */
  public record Received(Instant receivedAt, String method, String path, Map<String, String> headers, String body) {
    public JsonNode json() {
      return Json.parse(body);
    }
  }

  private CallbackReceiver(HttpServer server) {
    this.server = server;
  }

  public static CallbackReceiver start() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      CallbackReceiver receiver = new CallbackReceiver(server);
      server.createContext("/", receiver::handle);
      server.setExecutor(receiver.threads);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address to send events to. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
  }

  /** From now on every request gets this status; 200 at the start. */
  public void answer(int status) {
    always = new Behaviour.Answer(status);
  }

  /** From now on no request gets an answer until the receiver is closed. */
  public void hang() {
    always = new Behaviour.Hang();
  }

  /** The next requests get this status, those after them what was said before. */
  public void failNext(int count, int status) {
    for (int i = 0; i < count; i++) {
      next.add(new Behaviour.Answer(status));
    }
  }

  /** The next request gets no answer until the receiver is closed. */
  public void hangNext() {
    next.add(new Behaviour.Hang());
  }

  /** The next request is read, and then its connection is cut without an answer. */
  public void hangUpNext() {
    next.add(new Behaviour.HangUp());
  }

  /** Every request so far, also those that were answered with a failure. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** The events of one type so far, by their {@code event_type}. */
  public List<JsonNode> events(int type) {
    return received.stream().map(Received::json).filter(event -> event.path("event_type").asInt(-1) == type).toList();
  }

  /** Waits until at least this many requests have come. */
  public List<Received> await(int count, Duration limit) {
    return await(all -> all.size() >= count, limit);
  }

  /** Waits until the requests so far satisfy the condition. */
  public List<Received> await(Predicate<List<Received>> condition, Duration limit) {
    Awaitility.await("callbacks").atMost(limit).pollInterval(Duration.ofMillis(10)).until(() -> condition.test(received()));
    return received();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Behaviour once = next.poll();
      received.add(new Received(Instant.now(), exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers(exchange), body));
      switch (once == null ? always : once) {
        case Behaviour.Answer(int status) -> answer(exchange, status);
        case Behaviour.Hang() -> awaitClose();
        case Behaviour.HangUp() -> exchange.getResponseBody();
      }
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new java.util.TreeMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    return headers;
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, ANSWER.length);
    exchange.getResponseBody().write(ANSWER);
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
