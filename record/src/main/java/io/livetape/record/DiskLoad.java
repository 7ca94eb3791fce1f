package io.livetape.record;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What one session has given to the disk and the disk has not taken yet, over all its files, ended ones included. Any thread. */
final class DiskLoad {
  private final AtomicLong pendingBytes = new AtomicLong();
  private final LongAdder givenBytes;

  /** @param givenBytes counts everything that is ever given, for the metrics */
  DiskLoad(LongAdder givenBytes) {
    this.givenBytes = givenBytes;
  }

  void given(long count) {
    pendingBytes.addAndGet(count);
    givenBytes.add(count);
  }

  /** Written, or dropped because its file has failed. */
  void taken(long count) {
    pendingBytes.addAndGet(-count);
  }

  long pendingBytes() {
    return pendingBytes.get();
  }
}
