package io.livetape.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The customer's side of callbacks: takes every POST, notes when it came, and answers 200 at once, in the words that SRS wants to hear. Any thread. */
final class AnnouncementReceiver implements AutoCloseable {
  private static final byte[] ALL_WELL = "{\"code\":0}".getBytes(StandardCharsets.UTF_8);
  private static final int BACKLOG = 1024;
  private static final long POLL_MS = 5;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Announcement> announcements = new CopyOnWriteArrayList<>();
  private volatile Consumer<Announcement> listener = _ -> { };

  AnnouncementReceiver() throws IOException {
    // Without it head and rest of an answer are held together by Nagle's algorithm, which costs kept connections 40 ms each.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/recorded";
  }

  /** Told of each from now on, on the thread that received it, after the answer. */
  void listen(Consumer<Announcement> next) {
    listener = next;
  }

  List<Announcement> announcements() {
    return announcements;
  }

  void forget() {
    announcements.clear();
  }

  /** Waits until there are so many; false when that takes too long. */
  boolean await(int count, Duration max) throws InterruptedException {
    long deadline = System.nanoTime() + max.toNanos();
    while (announcements.size() < count) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(POLL_MS);
    }
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      long atNanos = System.nanoTime();
      exchange.sendResponseHeaders(200, ALL_WELL.length);
      exchange.getResponseBody().write(ALL_WELL);
      Optional<Announcement> announcement = Announcement.parse(body, atNanos);
      announcement.ifPresent(announcements::add);
      announcement.ifPresent(listener);
    }
  }
}
