package io.livetape.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the audience: how much waits for it. The stream's thread asks and adds, the viewer's thread takes away; any thread may let it leave. */
public final class Viewer {
  private final Audience audience;
  private final int maxBytes;
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private final AtomicBoolean gone = new AtomicBoolean();
  /** When the viewer last took something, or had nothing to take. */
  private volatile long movedNanos = System.nanoTime();

  Viewer(Audience audience, int maxBytes) {
    this.audience = audience;
    this.maxBytes = maxBytes;
  }

  /** These bytes wait now. */
  public void add(int sizeBytes) {
    audience.add(sizeBytes);
    if (waitingBytes.getAndAdd(sizeBytes) == 0) {
      movedNanos = System.nanoTime();
    }
  }

  /** These bytes have been taken by the viewer, or never will be. */
  public void remove(int sizeBytes) {
    audience.add(-sizeBytes);
    waitingBytes.addAndGet(-sizeBytes);
    movedNanos = System.nanoTime();
  }

  /** Whether so many bytes more would be too many. Who keeps up has an empty queue and always gets the next sample. */
  public boolean full(int sizeBytes) {
    int waiting = waitingBytes.get();
    return waiting > 0 && waiting + sizeBytes > audience.room(maxBytes);
  }

  /** Whether a viewer that fell behind has caught up so far that it may go on. */
  public boolean halfEmpty() {
    return waitingBytes.get() <= audience.room(maxBytes) / 2;
  }

  /** Whether something waits and the viewer has taken nothing for so long. */
  public boolean stuckFor(Duration time) {
    return waitingBytes.get() > 0 && System.nanoTime() - movedNanos > time.toNanos();
  }

  /** It does not watch any more; another one may come. What still waits is counted until it is removed. Again is nothing. */
  public void leave() {
    if (gone.compareAndSet(false, true)) {
      audience.left();
    }
  }
}
