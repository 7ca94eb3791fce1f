package io.livetape.live;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits in memory for all live viewers together. Anybody may watch, and may stop reading without going away; so the room for one
 * viewer gets smaller the more waits for all of them, and those with the longest queues lose pictures first. Any thread.
 */
public final class ViewerMemory {
  /** One viewer may have this part of what is left. */
  private static final int SHARE_DIVISOR = 4;
  /** The part of the heap's largest size that viewers may fill; what they fill may also lie outside of it. */
  private static final int HEAP_DIVISOR = 16;
  private static final long BYTES_MIN = 32L << 20;

  private final long maxBytes;
  private final AtomicLong waitingBytes = new AtomicLong();

  public ViewerMemory(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A sixteenth of what the JVM may use, at least 32 MiB. */
  public static ViewerMemory ofHeap() {
    return new ViewerMemory(Math.max(BYTES_MIN, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
  }

  /** For one more viewer, who never gets more room than this. */
  public ViewerQueue queue(int queueMaxBytes) {
    return new ViewerQueue(this, queueMaxBytes);
  }

  public long waitingBytes() {
    return waitingBytes.get();
  }

  void add(long bytes) {
    waitingBytes.addAndGet(bytes);
  }

  /** The room for one viewer just now. */
  int room(int queueMaxBytes) {
    return Math.clamp((maxBytes - waitingBytes.get()) / SHARE_DIVISOR, 0, queueMaxBytes);
  }
}
