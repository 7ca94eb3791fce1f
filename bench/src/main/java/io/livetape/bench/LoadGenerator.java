package io.livetape.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes many streams at once, each paced like an encoder. One thread sends for all: every 2 ms it writes the messages that have come due.
 *
 * <p>Publishers begin one after another on virtual threads, which talk to the server until it agrees, and then belong to the sending
 * thread. All methods are for one other thread.
 */
final class LoadGenerator implements AutoCloseable {
  private static final Duration END_MAX = Duration.ofSeconds(30);
  private static final long TICK_NANOS = 2_000_000;
  /** How often a publisher looks for what its server says. */
  private static final long LISTEN_NANOS = 500_000_000;

  private final InetSocketAddress server;
  private final WireStream wire;
  private final Queue<Publisher> arrived = new ConcurrentLinkedQueue<>();
  private final List<Publisher> publishers = new ArrayList<>();
  private final Map<String, Long> beganNanos = new ConcurrentHashMap<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final Thread sending = Thread.ofPlatform().name("load").daemon().unstarted(this::run);
  private CountDownLatch begun;

  private volatile LagHistogram lag = new LagHistogram();
  private volatile long sentBytes;
  private volatile long endNanos = Long.MAX_VALUE;
  private volatile long endGapNanos;

  LoadGenerator(InetSocketAddress server, WireStream wire) {
    this.server = server;
    this.wire = wire;
  }

  /**
   * Begins a publisher for each name.
   *
   * @param gap time from one beginning to the next
   * @throws IOException the server does not take all of them
   */
  void begin(String app, List<String> names, Duration gap) throws IOException, InterruptedException {
    begun = new CountDownLatch(names.size());
    sending.start();
    long startNanos = System.nanoTime();
    for (int i = 0; i < names.size(); i++) {
      parkUntil(startNanos + i * gap.toNanos());
      String name = names.get(i);
      Thread.startVirtualThread(() -> begin(app, name));
    }
    begun.await();
    if (!refusals.isEmpty()) {
      end(Duration.ZERO);
      throw new IOException(refusals.size() + " of " + names.size() + " pushes did not begin, e.g. " + refusals.peek());
    }
  }

  private void begin(String app, String name) {
    try {
      Publisher publisher = Publisher.begin(server, app, name, wire);
      beganNanos.put(name, publisher.beganNanos());
      arrived.add(publisher);
    } catch (IOException | RuntimeException e) {
      refusals.add(name + ": " + e);
    } finally {
      begun.countDown();
    }
  }

  /** When the first message of a publisher that has begun was due, on {@link System#nanoTime}'s scale. */
  long beganNanos(String name) {
    return beganNanos.get(name);
  }

  /** Forgets how late messages were so far. */
  void measureLagFromNow() {
    lag = new LagHistogram();
  }

  /** How late messages have been handed to their sockets. Read it after {@link #end}. */
  LagHistogram lag() {
    return lag;
  }

  /** Bytes handed to sockets so far, without what belongs to the beginning and the end. */
  long sentBytes() {
    return sentBytes;
  }

  /**
   * Ends the pushes, in the order of their beginning; returns when all have ended.
   *
   * @param gap time from one end to the next; zero for all in one go
   */
  void end(Duration gap) throws InterruptedException, IOException {
    endGapNanos = gap.toNanos();
    endNanos = System.nanoTime();
    if (!sending.join(END_MAX.plus(gap.multipliedBy(publishers.size())))) {
      throw new IOException("the server has stopped reading: its pushes cannot be ended");
    }
  }

  /** Closes what is left of the connections; servers have had their time to hear the goodbye. */
  @Override
  public void close() {
    publishers.forEach(Publisher::close);
  }

  /** Every publisher that began. Read it after {@link #end}. */
  List<Publisher> publishers() {
    return publishers;
  }

  private void run() {
    long nextNanos = System.nanoTime();
    long listenNanos = nextNanos;
    while (!finished()) {
      for (Publisher publisher = arrived.poll(); publisher != null; publisher = arrived.poll()) {
        publishers.add(publisher);
      }
      long count = 0;
      LagHistogram current = lag;
      for (Publisher publisher : publishers) {
        if (publisher.running()) {
          // The time is taken anew for each: a tick for hundreds may take longer than a millisecond.
          count += publisher.send(System.nanoTime(), current);
        }
      }
      sentBytes += count;
      long nowNanos = System.nanoTime();
      if (nowNanos - listenNanos >= LISTEN_NANOS) {
        listenNanos = nowNanos;
        publishers.stream().filter(Publisher::running).forEach(Publisher::listen);
      }
      endDue();
      nextNanos = Math.max(nextNanos + TICK_NANOS, System.nanoTime());
      parkUntil(nextNanos);
    }
  }

  private void endDue() {
    long fromNanos = endNanos;
    if (fromNanos == Long.MAX_VALUE) {
      return;
    }
    long sinceEndNanos = System.nanoTime() - fromNanos;
    for (int i = 0; i < publishers.size() && i * endGapNanos <= sinceEndNanos; i++) {
      if (publishers.get(i).running()) {
        publishers.get(i).end();
      }
    }
  }

  private boolean finished() {
    return endNanos != Long.MAX_VALUE && arrived.isEmpty() && publishers.stream().noneMatch(Publisher::running);
  }

  private static void parkUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
