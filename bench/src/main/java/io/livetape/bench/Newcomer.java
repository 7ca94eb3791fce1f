package io.livetape.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Somebody who means well and comes in the middle of it: again and again a new push, and a page on a new connection. Its thread is its
 * own; read the figures after {@link #close}.
 */
final class Newcomer implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  private final InetSocketAddress rtmp;
  private final URI page;
  private final WireStream wire;
  private final LagHistogram pushMs = new LagHistogram();
  private final LagHistogram pageMs = new LagHistogram();
  private final Thread thread = Thread.ofPlatform().name("newcomer").daemon().unstarted(this::run);
  private int pushFailures;
  private int pageFailures;
  private volatile boolean over;

  Newcomer(InetSocketAddress rtmp, InetSocketAddress http, WireStream wire) {
    this.rtmp = rtmp;
    this.page = URI.create("http://127.0.0.1:" + http.getPort() + "/healthz");
    this.wire = wire;
    thread.start();
  }

  /** From the connection to the server's consent. */
  LagHistogram pushMs() {
    return pushMs;
  }

  /** From the connection to the whole answer. */
  LagHistogram pageMs() {
    return pageMs;
  }

  int pushFailures() {
    return pushFailures;
  }

  int pageFailures() {
    return pageFailures;
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (int i = 0; !over; i++) {
      push("newcomer-" + i);
      visit();
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void push(String name) {
    long startNanos = System.nanoTime();
    try {
      Publisher publisher = Publisher.begin(rtmp, ServerProcess.APP, name, wire);
      pushMs.add((System.nanoTime() - startNanos) / 1_000_000);
      publisher.end();
      publisher.close();
    } catch (IOException | RuntimeException _) {
      pushFailures++;
    }
  }

  private void visit() {
    long startNanos = System.nanoTime();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
      int status = client.send(HttpRequest.newBuilder(page).timeout(ANSWER_MAX).build(), BodyHandlers.ofString()).statusCode();
      if (status == 200) {
        pageMs.add((System.nanoTime() - startNanos) / 1_000_000);
      } else {
        pageFailures++;
      }
    } catch (IOException _) {
      pageFailures++;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
