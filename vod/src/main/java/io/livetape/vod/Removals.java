package io.livetape.vod;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import io.livetape.store.BlobStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way by which files leave. Entry, listeners and the list of blobs that nobody needs any more are one transaction; the bytes go
 * afterwards, by {@link FreedBlobs}, whatever happens in between:
 *
 * <pre>
 *   remove ──▶ [ entry away · vod_freed_blob rows · listeners ] ──▶ bytes away ──▶ vod_freed_blob rows away
 *                          one transaction                     ▲                 ▲
 *                                                            a crash here, or here, repeats what follows
 * </pre>
 *
 * <p>A new file made of a file's blobs must be inserted in a transaction that still finds that file. Any thread but the database's and
 * event loops.
 */
public final class Removals implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Removals.class);

  private final Database database;
  private final Catalogue catalogue;
  private final RemovalListener listener;
  private final InstantSource clock;
  private final RemovalMetrics metrics = new RemovalMetrics();
  private final FreedBlobs freed;

  /** Begins to delete what an earlier process has left. */
  public Removals(Database database, Catalogue catalogue, BlobStore store, RemovalListener listener, InstantSource clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.listener = listener;
    this.clock = clock;
    freed = new FreedBlobs(database, store, metrics, clock);
    freed.start();
  }

  /** Removes a file. Answers what it was; empty when there is none of this id. */
  public Optional<RecordedFile> remove(String fileId, RemovalReason reason) throws SQLException {
    List<RecordedFile> removed = database.writeNow(transaction -> remove(transaction, List.of(fileId), reason));
    committed(removed, reason);
    removed.forEach(file -> log.info("[vod] file {} removed: {}", file.fileId(), file.origin()));
    return removed.stream().findFirst();
  }

  /**
   * Removes files whose time is over, those first that expired first.
   *
   * @param max as many at most, in one transaction: others wait for it
   */
  List<RecordedFile> removeExpired(int max) throws SQLException {
    List<RecordedFile> removed = database.writeNow(transaction -> remove(transaction, expired(transaction, max), RemovalReason.EXPIRED));
    committed(removed, RemovalReason.EXPIRED);
    return removed;
  }

  private List<String> expired(Connection transaction, int max) throws SQLException {
    return Sql.list(transaction, "SELECT file_id FROM vod_file WHERE expires_at <= ? ORDER BY expires_at, file_id LIMIT ?",
        row -> row.getString(1), clock.instant(), max);
  }

  private List<RecordedFile> remove(Connection transaction, List<String> fileIds, RemovalReason reason) throws SQLException {
    List<RecordedFile> removed = new ArrayList<>();
    for (String fileId : fileIds) {
      Optional<RecordedFile> file = catalogue.find(transaction, fileId);
      if (file.isPresent()) {
        FreedBlobs.add(transaction, catalogue.remove(transaction, fileId).orElseThrow(), clock.instant());
        removed.add(file.get());
      }
    }
    if (!removed.isEmpty()) {
      listener.removed(transaction, removed, reason);
    }
    return removed;
  }

  private void committed(List<RecordedFile> removed, RemovalReason reason) {
    if (!removed.isEmpty()) {
      metrics.files(reason).add(removed.size());
      freed.wake();
      listener.committed();
    }
  }

  /**
   * Before a blob is stored that no file has yet: if it is not {@linkplain #keep kept} until then, it is deleted, whatever becomes of this
   * process.
   */
  public void lend(String blobKey, Instant until) throws SQLException {
    database.writeNow(transaction -> {
      FreedBlobs.add(transaction, List.of(blobKey), until);
      return null;
    });
  }

  /** A lent blob has its file now. */
  public void keep(Connection transaction, String blobKey) throws SQLException {
    FreedBlobs.remove(transaction, blobKey);
  }

  /** Nobody needs these blobs any more, such as a picture that another has replaced. Their bytes go after the commit. */
  public void free(Connection transaction, List<String> blobKeys) throws SQLException {
    FreedBlobs.add(transaction, blobKeys, clock.instant());
  }

  public RemovalMetrics metrics() {
    return metrics;
  }

  /** Blobs whose bytes are still to go. Waits for the database. */
  public long waitingBlobCount() throws SQLException {
    return database.readNow(connection -> Sql.number(connection, "SELECT COUNT(*) FROM vod_freed_blob"));
  }

  /** Stops deleting bytes; the next start goes on. */
  @Override
  public void close() {
    freed.close();
  }
}
