package io.livetape.rtmp;

import io.livetape.live.EndReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters of an RTMP server, from its start. Any thread. */
public final class RtmpMetrics {
  final LongAdder opened = new LongAdder();
  final LongAdder open = new LongAdder();
  final LongAdder messages = new LongAdder();
  final LongAdder receivedBytes = new LongAdder();
  final LongAdder sentBytes = new LongAdder();
  final LongAdder reads = new LongAdder();
  final LongAdder pushes = new LongAdder();
  final LongAdder plays = new LongAdder();
  final LongAdder framesBeforeConfig = new LongAdder();
  final LongAdder unsupportedFrames = new LongAdder();
  final LongAdder viewerSkips = new LongAdder();
  private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);
  private final Map<EndReason, LongAdder> refused = new EnumMap<>(EndReason.class);

  public RtmpMetrics() {
    for (CloseReason reason : CloseReason.values()) {
      closed.put(reason, new LongAdder());
    }
    for (EndReason reason : EndReason.values()) {
      refused.put(reason, new LongAdder());
    }
  }

  public long openedCount() {
    return opened.sum();
  }

  public long openCount() {
    return open.sum();
  }

  /** Connections closed for this reason. */
  public long closedCount(CloseReason reason) {
    return closed.get(reason).sum();
  }

  /** Pushes let in. */
  public long pushCount() {
    return pushes.sum();
  }

  /** Pushes refused for this reason. */
  public long refusedCount(EndReason reason) {
    return refused.get(reason).sum();
  }

  /** Plays let in, whether or not the stream was live. */
  public long playCount() {
    return plays.sum();
  }

  public long messageCount() {
    return messages.sum();
  }

  public long receivedBytes() {
    return receivedBytes.sum();
  }

  public long sentBytes() {
    return sentBytes.sum();
  }

  /** Reads from sockets that brought something. */
  public long readCount() {
    return reads.sum();
  }

  /** Frames dropped because their track's configuration had not come. */
  public long framesBeforeConfigCount() {
    return framesBeforeConfig.sum();
  }

  /** Audio and video messages dropped because their codec is not carried. */
  public long unsupportedFrameCount() {
    return unsupportedFrames.sum();
  }

  /** How often a slow viewer was skipped to a later key frame. */
  public long viewerSkipCount() {
    return viewerSkips.sum();
  }

  /** A connection that was closed before it was really open. */
  void turnedAway(CloseReason reason) {
    opened.increment();
    closed.get(reason).increment();
  }

  void closed(CloseReason reason) {
    open.decrement();
    closed.get(reason).increment();
  }

  void refused(EndReason reason) {
    refused.get(reason).increment();
  }
}
