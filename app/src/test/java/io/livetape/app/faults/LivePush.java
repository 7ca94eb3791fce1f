package io.livetape.app.faults;

import io.livetape.app.scenario.Broadcast;
import io.livetape.rtmp.RtmpPublisher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A push in real time on a thread of its own, which can tell at any moment what it has given to the socket. */
final class LivePush {
  private final PushPlan plan;
  private final Source source;
  private final Map<String, Integer> sentCounts = new ConcurrentHashMap<>();
  private final Thread thread;
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
    for (Broadcast.Message message : source.broadcast().messages()) {
      if (message.timestampMs() >= plan.lengthMs()) {
        return;
      }
      if (plan.content().has(Source.type(message))) {
        parkUntil(beganNanos + message.timestampMs() * 1_000_000);
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
