package io.livetape.vod;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import io.livetape.store.BlobStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the bytes of blobs that nobody needs any more, a few at a time and with pauses, so that recordings keep their disk. Owns a
 * thread; {@link #wake} may be called from any.
 */
final class FreedBlobs implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FreedBlobs.class);

  /** Blobs deleted between two looks at the database. */
  private static final int BATCH = 32;
  private static final Duration PAUSE = Duration.ofMillis(50);
  /** How soon one that could not be deleted is tried again, and how late anything may be noticed. */
  private static final Duration RETRY = Duration.ofSeconds(60);

  private final Database database;
  private final BlobStore store;
  private final RemovalMetrics metrics;
  private final InstantSource clock;
  private final SweepThread thread = new SweepThread("freed-blobs", this::run);

  FreedBlobs(Database database, BlobStore store, RemovalMetrics metrics, InstantSource clock) {
    this.database = database;
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  /** Lists blobs to be deleted at a time, in the caller's transaction. */
  static void add(Connection transaction, List<String> keys, Instant dueAt) throws SQLException {
    for (String key : keys) {
      Sql.update(transaction, """
          INSERT INTO vod_freed_blob (blob_key, due_at) VALUES (?, ?) ON CONFLICT (blob_key) DO UPDATE SET due_at = excluded.due_at""",
          key, dueAt);
    }
  }

  static void remove(Connection transaction, String key) throws SQLException {
    Sql.update(transaction, "DELETE FROM vod_freed_blob WHERE blob_key = ?", key);
  }

  void wake() {
    thread.wake();
  }

  private void run() throws InterruptedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = deleteSome() ? thread.pause(PAUSE) : thread.awaitWake(RETRY);
    }
  }

  /** Whether there may be more to do at once. */
  private boolean deleteSome() {
    try {
      List<String> due = database.readNow(connection -> Sql.list(connection,
          "SELECT blob_key FROM vod_freed_blob WHERE due_at <= ? ORDER BY due_at LIMIT ?", row -> row.getString(1), clock.instant(), BATCH));
      if (!due.isEmpty()) {
        delete(due);
      }
      return due.size() == BATCH;
    } catch (SQLException | RuntimeException e) {
      log.warn("[vod] blobs could not be deleted: {}; tried again in {} s", e.toString(), RETRY.toSeconds());
      return false;
    }
  }

  private void delete(List<String> due) throws SQLException {
    List<String> gone = due;
    try {
      store.deleteAll(due);
    } catch (IOException _) {
      gone = deleteEach(due);
    }
    settle(due, gone);
    metrics.deletedBlobs.add(gone.size());
  }

  /** One that cannot be deleted keeps no other. */
  private List<String> deleteEach(List<String> due) {
    List<String> gone = new ArrayList<>();
    for (String key : due) {
      try {
        store.deleteAll(List.of(key));
        gone.add(key);
      } catch (IOException e) {
        metrics.failedDeletions.increment();
        log.warn("[vod] blob {} could not be deleted: {}; tried again in {} s", key, e.toString(), RETRY.toSeconds());
      }
    }
    return gone;
  }

  private void settle(List<String> due, List<String> gone) throws SQLException {
    List<String> kept = due.stream().filter(key -> !gone.contains(key)).toList();
    Instant again = clock.instant().plus(RETRY);
    database.writeNow(transaction -> {
      for (String key : gone) {
        remove(transaction, key);
      }
      for (String key : kept) {
        Sql.update(transaction, "UPDATE vod_freed_blob SET due_at = ? WHERE blob_key = ?", again, key);
      }
      return null;
    });
  }

  @Override
  public void close() {
    thread.close();
  }
}
