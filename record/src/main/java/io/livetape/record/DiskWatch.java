package io.livetape.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps recordings from filling the disk to the last byte: looks at the room left every second, warns below one mark, and says stop below
 * the other, at which nothing new is recorded and running recordings pause. They go on when a quarter of the way back to the first mark is
 * free: with less, what little is freed at a time would make them begin and end files without end. Owns a thread; {@link #full} may be
 * called from any.
 */
final class DiskWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
  private static final long INTERVAL_MS = 1000;

  private enum Level { ENOUGH, LOW, FULL }

  /** Room left on a disk, in bytes. */
  interface Gauge {
    long freeBytes() throws IOException;
  }

  private final Gauge gauge;
  private final long warnFreeBytes;
  private final long stopFreeBytes;
  private final long resumeFreeBytes;
  private volatile Level level = Level.ENOUGH;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("disk-watch").daemon().factory());

  /** Looks at once, then goes on looking. */
  DiskWatch(Gauge gauge, long warnFreeBytes, long stopFreeBytes) {
    this.gauge = gauge;
    this.warnFreeBytes = warnFreeBytes;
    this.stopFreeBytes = stopFreeBytes;
    resumeFreeBytes = stopFreeBytes + (warnFreeBytes - stopFreeBytes) / 4;
    look();
    looking.scheduleWithFixedDelay(this::look, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  static Gauge of(Path folder) {
    return () -> Files.getFileStore(folder).getUsableSpace();
  }

  boolean full() {
    return level == Level.FULL;
  }

  /** Looks now. Any thread; the watch's own does it every second. */
  synchronized void look() {
    try {
      long freeBytes = gauge.freeBytes();
      Level next = level(freeBytes);
      if (next != level) {
        tell(next, freeBytes);
      }
      level = next;
    } catch (IOException | RuntimeException e) {
      log.warn("[disk] the room left cannot be read: {}; the last known state stands", e.toString());
    }
  }

  private Level level(long freeBytes) {
    long full = level == Level.FULL ? resumeFreeBytes : stopFreeBytes;
    return freeBytes < full ? Level.FULL : freeBytes < warnFreeBytes ? Level.LOW : Level.ENOUGH;
  }

  private void tell(Level next, long freeBytes) {
    long freeMiB = freeBytes >> 20;
    switch (next) {
      case ENOUGH -> log.info("[disk] {} MiB are free: enough again", freeMiB);
      case LOW -> log.warn("[disk] only {} MiB are free; below {} MiB nothing is recorded", freeMiB, stopFreeBytes >> 20);
      case FULL -> log.error("[disk] only {} MiB are free: recordings pause, and new ones wait, until {} MiB are free again", freeMiB,
          resumeFreeBytes >> 20);
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
