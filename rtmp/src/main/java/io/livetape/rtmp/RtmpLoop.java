package io.livetape.rtmp;

import io.livetape.live.Lobby;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the connections of one event loop share: the buffer they are read into, the tick on which batched sockets are read, and the
 * sweep that finds silent peers. Both run only while there is something to do. That loop's thread only.
 *
 * <p><b>Batched reading.</b> A socket with interest in reading costs a wake-up of the selector, and a read, for every segment that
 * arrives. A batched connection has no interest registered: nothing happens when its data arrives, and on the tick it is read directly,
 * once, with everything that has come since. The more of them there are, the longer the tick: what a read costs beside its bytes, mostly
 * memory that has left the processor's cache since the last one, is saved where it counts.
 */
final class RtmpLoop {
  static final Duration SWEEP_INTERVAL = Duration.ofMillis(100);
  private static final Duration BACKLOG_DELAY = Duration.ofMillis(1);
  /** With more batched connections than this, the tick grows with them. */
  private static final int TICK_CONNECTIONS = 100;
  /** Up to so many times its length. */
  private static final int TICK_STRETCH_MAX = 2;

  private final EventLoop eventLoop;
  private final long tickNanos;
  private final Lobby<RtmpConnection> lobby;
  private final CloseLog closeLog;
  private final ReceiveBuffer receiveBuffer = new ReceiveBuffer();
  private final Collection<RtmpConnection> connections = new LinkedHashSet<>();
  private final Collection<RtmpConnection> batched = new LinkedHashSet<>();
  /** Those of them that are due to be read again before the next tick. */
  private final Collection<RtmpConnection> backlogged = new HashSet<>();
  /** The batched connections of one round; a copy, because reading one may end it or others. */
  private final List<RtmpConnection> round = new ArrayList<>();

  private ScheduledFuture<?> tick;
  private ScheduledFuture<?> sweep;

  /** @param lobby of the whole server, as is the log */
  RtmpLoop(EventLoop eventLoop, Duration readTick, Lobby<RtmpConnection> lobby, CloseLog closeLog) {
    this.eventLoop = eventLoop;
    this.tickNanos = readTick.toNanos();
    this.lobby = lobby;
    this.closeLog = closeLog;
  }

  Lobby<RtmpConnection> lobby() {
    return lobby;
  }

  CloseLog closeLog() {
    return closeLog;
  }

  ReceiveBuffer receiveBuffer() {
    return receiveBuffer;
  }

  void add(RtmpConnection connection) {
    connections.add(connection);
    if (sweep == null) {
      long nanos = SWEEP_INTERVAL.toNanos();
      sweep = eventLoop.scheduleWithFixedDelay(this::sweep, nanos, nanos, TimeUnit.NANOSECONDS);
    }
  }

  void remove(RtmpConnection connection) {
    unbatch(connection);
    connections.remove(connection);
    if (connections.isEmpty()) {
      sweep = cancel(sweep);
    }
  }

  /** Reads this connection on the tick from now on. */
  void batch(RtmpConnection connection) {
    batched.add(connection);
    scheduleTick();
  }

  void unbatch(RtmpConnection connection) {
    batched.remove(connection);
    if (batched.isEmpty()) {
      tick = cancel(tick);
    }
  }

  /** Any thread; done when every connection has been told. */
  Future<?> stop() {
    return eventLoop.submit(() -> List.copyOf(connections).forEach(RtmpConnection::stop));
  }

  private void scheduleTick() {
    if (tick == null && !batched.isEmpty()) {
      tick = eventLoop.schedule(this::tick, tickNanos(tickNanos, batched.size()), TimeUnit.NANOSECONDS);
    }
  }

  /** How long to wait from one round to the next. */
  static long tickNanos(long leastNanos, int connectionCount) {
    return Math.clamp(leastNanos * connectionCount / TICK_CONNECTIONS, leastNanos, TICK_STRETCH_MAX * leastNanos);
  }

  private void tick() {
    tick = null;
    round.addAll(batched);
    for (RtmpConnection connection : round) {
      connection.readNow();
    }
    round.clear();
    scheduleTick();
  }

  /**
   * Reads a connection again before its tick: its sender has a backlog, which the next tick would find no larger than the system's buffers
   * and which would so take many ticks. The others have their turn in between.
   */
  void readAgainSoon(RtmpConnection connection) {
    if (backlogged.add(connection)) {
      eventLoop.schedule(() -> {
        if (backlogged.remove(connection) && batched.contains(connection)) {
          connection.readNow();
        }
      }, BACKLOG_DELAY.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void sweep() {
    long nowNanos = System.nanoTime();
    List.copyOf(connections).forEach(connection -> connection.sweep(nowNanos));
  }

  private static ScheduledFuture<?> cancel(ScheduledFuture<?> task) {
    if (task != null) {
      task.cancel(false);
    }
    return null;
  }
}
