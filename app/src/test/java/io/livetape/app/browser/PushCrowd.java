package io.livetape.app.browser;

import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Broadcast;
import io.livetape.rtmp.RtmpPublisher;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Many streams of a few kilobits each, {@code crowd-0001} and on, that are pushed in real time until this is closed: the same clip over and
 * over, each beginning at another place of it. Owns one thread that sends for all.
 */
final class PushCrowd implements AutoCloseable {
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final long LENGTH_NANOS = LENGTH.toNanos();
  private static final long TICK_NANOS = 5_000_000;

  private final List<Broadcast.Message> messages;
  private final List<Sender> senders = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("push-crowd").daemon().unstarted(this::run);
  private volatile boolean closed;
  private volatile IOException failure;

  private PushCrowd(Broadcast broadcast) {
    messages = broadcast.messages();
  }

  /** Pushes so many streams; returns when all of them are taken. */
  static PushCrowd push(LivetapeServer server, int count) {
    Clip clip = Clip.h264Aac(LENGTH).withFrames(5, Duration.ofSeconds(2), 0).withBitsPerSecond(40_000).withAudio(8_000, 1);
    PushCrowd crowd = new PushCrowd(Broadcast.of(Ffmpeg.make(clip)));
    try {
      for (int i = 0; i < count; i++) {
        crowd.senders.add(crowd.new Sender(RtmpPublisher.connect(server.pushUrl("crowd-%04d".formatted(i + 1))), LENGTH_NANOS / count * i));
      }
    } catch (IOException e) {
      crowd.close();
      throw new UncheckedIOException(e);
    }
    crowd.thread.start();
    return crowd;
  }

  /** Fails when a push was refused or broke off. */
  void assertAllGoOn() {
    if (failure != null) {
      throw new AssertionError("a push of the crowd ended", failure);
    }
  }

  /** One push, and how far it has come. */
  private final class Sender {
    private final RtmpPublisher publisher;
    private final long zeroNanos;
    private int message;
    private int round;

    /** @param afterNanos how much later than the first it begins, so that they do not all have their key frames at once */
    Sender(RtmpPublisher publisher, long afterNanos) {
      this.publisher = publisher;
      zeroNanos = System.nanoTime() + afterNanos;
    }

    /** Sends what is due. */
    void send(long nowNanos) throws IOException {
      while (dueNanos() <= nowNanos) {
        Broadcast.Message next = messages.get(message);
        if (round == 0 || !next.config()) {
          publisher.write(next.type(), next.timestampMs() + round * LENGTH.toMillis(), ByteBuffer.wrap(next.body()));
        }
        message = (message + 1) % messages.size();
        round += message == 0 ? 1 : 0;
      }
    }

    private long dueNanos() {
      return zeroNanos + round * LENGTH_NANOS + messages.get(message).timestampMs() * 1_000_000;
    }
  }

  private void run() {
    try {
      while (!closed) {
        for (Sender sender : senders) {
          sender.send(System.nanoTime());
        }
        LockSupport.parkNanos(TICK_NANOS);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    senders.forEach(sender -> sender.publisher.abort());
  }
}
