package io.livetape.vod.picture;

import io.livetape.db.Database;
import io.livetape.vod.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives files their pictures, one file at a time: of what waits, the kinds in their order. What is to be done stands in the database, in
 * the transaction that lands a file, so that nothing is forgotten. Owns a thread; the other methods may be called from any.
 */
public final class PictureMaker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PictureMaker.class);

  /** Pictures may use a quarter of a core: after each file the thread rests this many times as long as it took. */
  private static final int REST = 3;
  private static final Duration LOOK = Duration.ofSeconds(60);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  private final List<PictureKind> kinds;
  private final List<PictureWork> works;
  private final Thread thread = Thread.ofPlatform().name("pictures").daemon().priority(Thread.MIN_PRIORITY).unstarted(this::run);
  private boolean woken;
  private boolean closed;

  /** Whether everything is about to end. */
  @FunctionalInterface
  interface Closing {
    boolean now();
  }

  /** @param kinds closed with this */
  public PictureMaker(Database database, Catalogue catalogue, List<PictureKind> kinds, InstantSource clock) {
    this.kinds = List.copyOf(kinds);
    works = kinds.stream().map(kind -> new PictureWork(kind, database, catalogue, clock)).toList();
  }

  public void start() {
    thread.start();
  }

  /** A file that has pictures is in the catalogue. In the transaction that puts it there. */
  public void landed(Connection transaction, String fileId) throws SQLException {
    for (PictureWork work : works) {
      work.landed(transaction, fileId);
    }
  }

  /** After the commit. */
  public synchronized void wake() {
    woken = true;
    notifyAll();
  }

  private void run() {
    List<PictureWork> able = works.stream().filter(PictureWork::able).toList();
    try {
      long tookMs = 0;
      while (!able.isEmpty() && !closedAfter(tookMs * REST)) {
        long startedNanos = System.nanoTime();
        boolean worked = makeNext(able);
        tookMs = worked ? (System.nanoTime() - startedNanos) / 1_000_000 : 0;
        if (!worked && closedUnlessWoken()) {
          return;
        }
      }
    } catch (InterruptedException _) {
      // Closing: the next start goes on.
    }
  }

  /** Whether there was something to do. */
  private boolean makeNext(List<PictureWork> able) {
    try {
      for (PictureWork work : able) {
        if (work.doNext(this::closing)) {
          return true;
        }
      }
    } catch (SQLException | RuntimeException e) {
      log.warn("[pictures] {}; goes on in {} s", e.toString(), LOOK.toSeconds());
    }
    return false;
  }

  private synchronized boolean closing() {
    return closed;
  }

  private synchronized boolean closedAfter(long restMs) throws InterruptedException {
    long untilNanos = System.nanoTime() + restMs * 1_000_000;
    long leftMs = restMs;
    while (!closed && leftMs > 0) {
      wait(leftMs);
      leftMs = (untilNanos - System.nanoTime()) / 1_000_000;
    }
    return closed;
  }

  private synchronized boolean closedUnlessWoken() throws InterruptedException {
    if (!woken && !closed) {
      wait(LOOK.toMillis());
    }
    woken = false;
    return closed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    kinds.forEach(PictureKind::close);
    try {
      // In milliseconds: the other form refuses a thread that was never started.
      thread.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
