package io.livetape.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.livetape.api.CallbackSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** A customer's server in small: takes events, checks their signatures, answers as documented. Owns a port on the loopback address. */
final class DemoReceiver implements AutoCloseable {
  static final int FILE_RECORDED = 100;
  private static final int PUSH_ENDED = 0;
  private static final int BODY_MAX_BYTES = 1 << 20;
  private static final byte[] ANSWER = "{\"code\":0}".getBytes(StandardCharsets.US_ASCII);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final String key;
  private final List<JsonNode> events = new ArrayList<>();

  DemoReceiver(String key) throws IOException {
    this.key = key;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/callback", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
  }

  String key() {
    return key;
  }

  /** Waits for the end of the push and its files, and returns every event so far, as they came. */
  List<JsonNode> await(Duration max, int fileCount) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + max.toNanos();
    synchronized (events) {
      while (count(FILE_RECORDED) < fileCount || count(PUSH_ENDED) < 1) {
        long leftMs = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          throw new IOException("of " + fileCount + " recordings only " + count(FILE_RECORDED) + " were announced within "
              + max.toSeconds() + " s; the server's log says why");
        }
        events.wait(leftMs);
      }
      return List.copyOf(events);
    }
  }

  private long count(int eventType) {
    return events.stream().filter(event -> event.get("event_type").asInt() == eventType).count();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode event = json.readTree(exchange.getRequestBody().readNBytes(BODY_MAX_BYTES));
      if (!CallbackSignature.matches(event.path("sign").asText(), key, event.path("t").asLong())) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
      synchronized (events) {
        events.add(event);
        events.notifyAll();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
