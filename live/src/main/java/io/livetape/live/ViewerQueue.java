package io.livetape.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How much waits for one live viewer. The stream's thread asks and adds, the viewer's thread takes away. */
public final class ViewerQueue {
  private final ViewerMemory memory;
  private final int maxBytes;
  private final AtomicInteger waitingBytes = new AtomicInteger();
  /** When the viewer last took something, or had nothing to take. */
  private volatile long movedNanos = System.nanoTime();

  ViewerQueue(ViewerMemory memory, int maxBytes) {
    this.memory = memory;
    this.maxBytes = maxBytes;
  }

  /** These bytes wait now. */
  public void add(int sizeBytes) {
    memory.add(sizeBytes);
    if (waitingBytes.getAndAdd(sizeBytes) == 0) {
      movedNanos = System.nanoTime();
    }
  }

  /** These bytes have been taken by the viewer, or never will be. */
  public void remove(int sizeBytes) {
    memory.add(-sizeBytes);
    waitingBytes.addAndGet(-sizeBytes);
    movedNanos = System.nanoTime();
  }

  /** Whether so many bytes more would be too many. Who keeps up has an empty queue and always gets the next sample. */
  public boolean full(int sizeBytes) {
    int waiting = waitingBytes.get();
    return waiting > 0 && waiting + sizeBytes > memory.room(maxBytes);
  }

  /** Whether a viewer that fell behind has caught up so far that it may go on. */
  public boolean halfEmpty() {
    return waitingBytes.get() <= memory.room(maxBytes) / 2;
  }

  /** Whether something waits and the viewer has taken nothing for so long. */
  public boolean stuckFor(Duration time) {
    return waitingBytes.get() > 0 && System.nanoTime() - movedNanos > time.toNanos();
  }
}
