package io.livetape.testkit.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The real disk, but in trouble when it is told to: writes fail or stall, and there is as little room as it says. What goes past Java's files
 * is not affected, SQLite's for instance. Any thread.
 */
public final class TroubledDisk {
  /** What becomes of everything that changes a file or folder. */
  private sealed interface Trouble {
    record None() implements Trouble {}

    record Failing(String reason) implements Trouble {}

    record Stalling(CountDownLatch over) implements Trouble {}
  }

  private record Now(Trouble trouble, Predicate<Path> where) {}

  private static final Now FINE = new Now(new Trouble.None(), _ -> false);

  private final DiskFileSystem files = new DiskFileSystem(new TroubledProvider(this), Set.of("basic", "posix"));
  private final AtomicInteger hitCount = new AtomicInteger();
  private volatile Now now = FINE;
  private volatile long freeBytes = -1;

  /** A real path, by way of this disk. */
  public Path at(Path real) {
    return files.getPath(real.toString());
  }

  /** From now on whatever would change one of these files fails for this reason. */
  public void fail(String reason, Predicate<Path> where) {
    enter(new Now(new Trouble.Failing(reason), where));
  }

  /** From now on whatever would change one of these files takes until {@link #heal}. */
  public void stall(Predicate<Path> where) {
    enter(new Now(new Trouble.Stalling(new CountDownLatch(1)), where));
  }

  /** The trouble is over. */
  public void heal() {
    enter(FINE);
  }

  /** From now on there is so much room, whatever is written; less than 0 for as much as there really is. */
  public void free(long bytes) {
    freeBytes = bytes;
  }

  /** How many changes have failed, or stalled, since the trouble began. */
  public int hitCount() {
    return hitCount.get();
  }

  private synchronized void enter(Now next) {
    Now before = now;
    hitCount.set(0);
    now = next;
    if (before.trouble instanceof Trouble.Stalling(CountDownLatch over)) {
      over.countDown();
    }
  }

  long freeBytes(long real) {
    return freeBytes < 0 ? real : freeBytes;
  }

  /** Called before every change. */
  void change(Path plain) throws IOException {
    Now state = now;
    if (!state.where.test(plain)) {
      return;
    }
    hitCount.incrementAndGet();
    switch (state.trouble) {
      case Trouble.None() -> { }
      case Trouble.Failing(String reason) -> throw new FileSystemException(plain.toString(), null, reason);
      case Trouble.Stalling(CountDownLatch over) -> await(over);
    }
  }

  private static void await(CountDownLatch over) throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
