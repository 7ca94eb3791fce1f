package io.livetape.vod.cover;

import io.livetape.db.Database;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Removals;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives files their covers, one at a time. What is to be done stands in the database, in the transaction that lands a file, so that nothing
 * is forgotten. Owns a thread; the other methods may be called from any.
 */
public final class CoverMaker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CoverMaker.class);

  /** Covers may use a quarter of a core: after each the thread rests this many times as long as it took. */
  private static final int REST = 3;
  private static final Duration LOOK = Duration.ofSeconds(60);
  private static final int TRIES_MAX = 3;
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

  /** A picture that has been stored gets its file within moments, or is deleted after this time. */
  private static final Duration LENT = Duration.ofHours(1);

  /** Recordings often begin black. */
  private static final Duration AT_MAX = Duration.ofSeconds(10);

  private final Database database;
  private final Catalogue catalogue;
  private final Removals removals;
  private final BlobStore store;
  private final CoverDecoder decoder;
  private final InstantSource clock;
  private final CoverMetrics metrics = new CoverMetrics();
  private final Thread thread = Thread.ofPlatform().name("covers").daemon().priority(Thread.MIN_PRIORITY).unstarted(this::run);
  private volatile boolean able = true;
  private boolean woken;
  private boolean closed;

  public CoverMaker(
      Database database, Catalogue catalogue, Removals removals, BlobStore store, CoverDecoder decoder, InstantSource clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.removals = removals;
    this.store = store;
    this.decoder = decoder;
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  /** A file that has pictures is in the catalogue. In the transaction that puts it there. */
  public void landed(Connection transaction, String fileId) throws SQLException {
    if (able && !CoverRows.add(transaction, fileId, clock.instant())) {
      metrics.missed.increment();
    }
  }

  /** After the commit. */
  public synchronized void wake() {
    woken = true;
    notifyAll();
  }

  public CoverMetrics metrics() {
    return metrics;
  }

  private void run() {
    String fault = decoder.fault();
    if (!fault.isEmpty()) {
      able = false;
      log.info("[cover] recordings get no covers: {}", fault);
      return;
    }
    try {
      long tookMs = 0;
      while (!closedAfter(tookMs * REST)) {
        long startedNanos = System.nanoTime();
        boolean worked = makeNext();
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
  private boolean makeNext() {
    try {
      Optional<CoverRows.Job> job = database.readNow(connection -> CoverRows.next(connection, clock.instant()));
      if (job.isPresent()) {
        make(job.get());
      }
      return job.isPresent();
    } catch (SQLException | RuntimeException e) {
      log.warn("[cover] {}; goes on in {} s", e.toString(), LOOK.toSeconds());
      return false;
    }
  }

  private void make(CoverRows.Job job) throws SQLException {
    Optional<RecordedFile> file = catalogue.find(job.fileId());
    if (file.isEmpty() || file.get().content().width() == 0 || file.get().entry().coverKey() != null) {
      database.writeNow(transaction -> done(transaction, job));
      return;
    }
    try {
      store(job, picture(file.get()));
      metrics.made.increment();
    } catch (IOException e) {
      if (!closedAtOnce()) {
        failed(job, e);
      }
    }
  }

  /** Then a failure says nothing of the file. */
  private synchronized boolean closedAtOnce() {
    return closed;
  }

  private byte[] picture(RecordedFile file) throws IOException {
    Path path = store.localFile(file.blobKey()).orElseThrow(() -> new NoSuchFileException(file.blobKey()));
    Duration tenth = Duration.ofMillis(file.content().durationMs() / 10);
    return decoder.picture(path, file.format(), tenth.compareTo(AT_MAX) < 0 ? tenth : AT_MAX);
  }

  /** A file that is deleted meanwhile, or gets a cover by somebody's hand, leaves this one to be deleted. */
  private void store(CoverRows.Job job, byte[] picture) throws IOException, SQLException {
    String key = "covers/" + job.fileId() + "/cover.jpg";
    removals.lend(key, clock.instant().plus(LENT));
    store.put(key, picture);
    database.writeNow(transaction -> {
      if (catalogue.setCover(transaction, job.fileId(), key)) {
        removals.keep(transaction, key);
      }
      return done(transaction, job);
    });
  }

  private void failed(CoverRows.Job job, IOException why) throws SQLException {
    boolean last = job.tries() + 1 >= TRIES_MAX;
    Instant again = clock.instant().plus(RETRY.multipliedBy(1L << job.tries()));
    database.writeNow(transaction -> {
      if (last) {
        return done(transaction, job);
      }
      CoverRows.putOff(transaction, job, again);
      return null;
    });
    if (last) {
      metrics.missed.increment();
    }
    log.warn("[cover] file {} got none: {}; {}", job.fileId(), why.toString(), last ? "given up" : "tried again at " + again);
  }

  private static Void done(Connection transaction, CoverRows.Job job) throws SQLException {
    CoverRows.remove(transaction, job);
    return null;
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
    decoder.close();
    try {
      // In milliseconds: the other form refuses a thread that was never started.
      thread.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
