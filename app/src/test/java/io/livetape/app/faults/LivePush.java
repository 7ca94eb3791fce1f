package io.livetape.app.faults;

import io.livetape.app.scenario.Broadcast;
import io.livetape.rtmp.RtmpPublisher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A push in real time on a thread of its own, which can tell at any moment what it has given to the socket. */
final class LivePush {
  /** How many of the last packets tell how busy the machine is just now: about a second's. */
  private static final int LATE_WINDOW = 64;

  private final PushPlan plan;
  private final Source source;
  private final Map<String, Integer> sentCounts = new ConcurrentHashMap<>();
  private final Thread thread;
  private final AtomicLongArray lateNanos = new AtomicLongArray(LATE_WINDOW);
  private volatile long endedNanos = Long.MAX_VALUE;

  private LivePush(PushPlan plan, Source source, String url, long zeroNanos) {
    this.plan = plan;
    this.source = source;
    thread = Thread.ofVirtual().name(plan.stream()).unstarted(() -> run(url, zeroNanos));
  }

  /** @param zeroNanos the beginning of the run, by {@link System#nanoTime} */
  static LivePush begin(PushPlan plan, Source source, String url, long zeroNanos) {
    LivePush push = new LivePush(plan, source, url, zeroNanos);
    push.thread.start();
    return push;
  }

  PushPlan plan() {
    return plan;
  }

  /** How many packets of each kind it has sent. Those it is just sending do not count. */
  Map<String, Integer> sentCounts() {
    return Map.copyOf(sentCounts);
  }

  /** How late the last packets came to be sent at most: what the machine, not the server, adds to a loss. */
  long lateMs() {
    return IntStream.range(0, LATE_WINDOW).mapToLong(lateNanos::get).max().orElse(0) / 1_000_000;
  }

  /** Whether it had ended by itself, and the server had heard so, by this time. */
  boolean endedBefore(long nanos) {
    return endedNanos < nanos;
  }

  /** Waits until it has noticed that the server is gone. */
  void awaitEnd(Duration max) throws InterruptedException {
    if (!thread.join(max)) {
      throw new AssertionError(plan.stream() + " still pushes after the server's death");
    }
  }

  private void run(String url, long zeroNanos) {
    parkUntil(zeroNanos + plan.beginMs() * 1_000_000L);
    RtmpPublisher publisher;
    try {
      publisher = RtmpPublisher.connect(url);
    } catch (IOException _) {
      // The server was killed before it let this push in.
      return;
    }
    try {
      send(publisher);
      publisher.close();
      endedNanos = System.nanoTime();
    } catch (IOException _) {
      publisher.abort();
    }
  }

  private void send(RtmpPublisher publisher) throws IOException {
    long beganNanos = System.nanoTime();
    int sentCount = 0;
    for (Broadcast.Message message : source.broadcast().messages()) {
      if (message.timestampMs() >= plan.lengthMs()) {
        return;
      }
      if (plan.content().has(Source.type(message)) || plan.promisesMore() && message.config()) {
        long dueNanos = beganNanos + message.timestampMs() * 1_000_000;
        parkUntil(dueNanos);
        lateNanos.set(sentCount++ % LATE_WINDOW, System.nanoTime() - dueNanos);
        publisher.write(message.type(), message.timestampMs(), ByteBuffer.wrap(message.body()));
        if (!message.config()) {
          sentCounts.merge(Source.type(message), 1, Integer::sum);
        }
      }
    }
  }

  private static void parkUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
