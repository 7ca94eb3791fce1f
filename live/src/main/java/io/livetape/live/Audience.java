package io.livetape.live;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All live viewers together: how many there may be, since each costs its stream's whole bit rate, and what may wait in memory for them.
 * Anybody may watch, and may stop reading without going away; so the room for one viewer gets smaller the more waits for all of them, and
 * those with the longest queues lose pictures first. Any thread.
 */
public final class Audience {
  /** One viewer may have this part of the room that is left. */
  private static final int SHARE_DIVISOR = 4;
  /** The part of the heap's largest size that viewers may fill; what they fill may also lie outside of it. */
  private static final int HEAP_DIVISOR = 16;
  private static final long BYTES_MIN = 32L << 20;

  private final int viewerMax;
  private final long maxBytes;
  private final AtomicInteger viewerCount = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();

  Audience(int viewerMax, long maxBytes) {
    this.viewerMax = viewerMax;
    this.maxBytes = maxBytes;
  }

  /** With a sixteenth of what the JVM may use for what waits, at least 32 MiB. */
  public static Audience of(int viewerMax) {
    return new Audience(viewerMax, Math.max(BYTES_MIN, Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
  }

  /**
   * Lets one more in, who has to {@linkplain Viewer#leave leave} in the end.
   *
   * @param queueMaxBytes the most that may ever wait for it
   * @return empty when there are too many
   */
  public Optional<Viewer> enter(int queueMaxBytes) {
    if (viewerCount.incrementAndGet() > viewerMax) {
      viewerCount.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Viewer(this, queueMaxBytes));
  }

  public int viewerCount() {
    return viewerCount.get();
  }

  public long waitingBytes() {
    return waitingBytes.get();
  }

  void add(long bytes) {
    waitingBytes.addAndGet(bytes);
  }

  void left() {
    viewerCount.decrementAndGet();
  }

  /** The room for one viewer just now. */
  int room(int queueMaxBytes) {
    return Math.clamp((maxBytes - waitingBytes.get()) / SHARE_DIVISOR, 0, queueMaxBytes);
  }
}
