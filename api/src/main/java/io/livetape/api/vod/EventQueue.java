package io.livetape.api.vod;

import io.livetape.api.Secrets;
import io.livetape.api.transport.RecordText;
import io.livetape.db.Database;
import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events that wait to be pulled: given out in their order, and again after a while until they are confirmed. Any thread. */
final class EventQueue {
  /** Events given out at a time. */
  static final int GIVEN_MAX = 16;

  /** Within which they are to be confirmed. */
  static final Duration CONFIRM_WITHIN = Duration.ofSeconds(30);

  /** How long they are kept. */
  static final Duration KEPT = Duration.ofDays(4);

  /** Events that wait; for a newer one the oldest goes. */
  static final int WAITING_MAX = 100_000;

  private final Database database;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private long addedCount;

  EventQueue(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  void put(Connection transaction, EventContent event) throws SQLException {
    Instant now = clock.instant();
    long id = Sql.number(transaction, "SELECT COALESCE(MAX(id), 0) + 1 FROM vod_event");
    Sql.update(transaction, "DELETE FROM vod_event WHERE id <= ? OR created_at < ?", id - WAITING_MAX, now.minus(KEPT));
    String handle = Secrets.randomHex(16);
    Sql.update(transaction, "INSERT INTO vod_event (id, handle, content, created_at, visible_at) VALUES (?, ?, ?, ?, ?)",
        id, handle, RecordText.of(event.withHandle(handle)), now, now);
  }

  /** After something was put in and committed. */
  void wake() {
    lock.lock();
    try {
      addedCount++;
      added.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is to be given out, waiting for it so long at most; then nothing. */
  List<EventContent> take(Duration patience) throws SQLException, InterruptedException {
    long endNanos = System.nanoTime() + patience.toNanos();
    while (true) {
      long seen = addedCount();
      List<EventContent> events = take();
      if (!events.isEmpty() || !awaitAdded(seen, endNanos - System.nanoTime())) {
        return events;
      }
    }
  }

  /** Those that are unknown, or are confirmed already, change nothing. */
  void confirm(List<String> handles) throws SQLException {
    database.writeNow(transaction -> {
      for (String handle : handles) {
        Sql.update(transaction, "DELETE FROM vod_event WHERE handle = ?", handle);
      }
      return null;
    });
  }

  /** Looks before it writes: most polls find nothing. */
  private List<EventContent> take() throws SQLException {
    Instant now = clock.instant();
    Optional<Long> any = database.readNow(connection -> Sql.first(connection,
        "SELECT id FROM vod_event WHERE visible_at <= ? AND created_at >= ? LIMIT 1", row -> row.getLong(1), now, now.minus(KEPT)));
    return any.isPresent() ? database.writeNow(transaction -> give(transaction, now)) : List.of();
  }

  private static List<EventContent> give(Connection transaction, Instant now) throws SQLException {
    List<EventContent> events = new ArrayList<>();
    List<String> contents = Sql.list(transaction,
        "SELECT content FROM vod_event WHERE visible_at <= ? AND created_at >= ? ORDER BY id LIMIT ?", row -> row.getString(1), now,
        now.minus(KEPT), GIVEN_MAX);
    for (String content : contents) {
      EventContent event = RecordText.read(EventContent.class, content);
      Sql.update(transaction, "UPDATE vod_event SET visible_at = ? WHERE handle = ?", now.plus(CONFIRM_WITHIN), event.eventHandle());
      events.add(event);
    }
    return events;
  }

  private long addedCount() {
    lock.lock();
    try {
      return addedCount;
    } finally {
      lock.unlock();
    }
  }

  /** False when nothing was added in that time. */
  private boolean awaitAdded(long seen, long nanos) throws InterruptedException {
    if (!lock.tryLock(Math.max(1, nanos), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      long left = nanos;
      while (addedCount == seen && left > 0) {
        left = added.awaitNanos(left);
      }
      return addedCount != seen && left > 0;
    } finally {
      lock.unlock();
    }
  }
}
