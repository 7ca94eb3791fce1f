package io.livetape.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OutboxTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    outbox = new Outbox(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void enqueue_transactionFails_leavesNothing() throws Exception {
    assertThatThrownBy(() -> database.writeNow(connection -> {
      outbox.enqueue(connection, event("a", "lost"));
      throw new IllegalStateException("landing failed");
    })).hasMessage("landing failed");
    assertThat(outbox.backlog()).isEqualTo(new Backlog(0, 0, Optional.empty()));
  }

  @Test
  void enqueue_severalLanes_onlyTheFirstOfEachWaits() throws Exception {
    long a1 = enqueue("a", "1");
    long a2 = enqueue("a", "2");
    long b1 = enqueue("b", "1");
    assertThat(state(a1)).isEqualTo(EventState.WAITING);
    assertThat(state(a2)).isEqualTo(EventState.QUEUED);
    assertThat(state(b1)).isEqualTo(EventState.WAITING);
    assertThat(outbox.backlog()).isEqualTo(new Backlog(3, 0, Optional.of(clock.instant())));
  }

  @Test
  void enqueue_afterAllWasSwept_givesNewIds() throws Exception {
    long first = enqueue("a", "1");
    database.writeNow(connection -> Sql.update(connection, "DELETE FROM callback_event"));
    assertThat(enqueue("a", "2")).isGreaterThan(first);
  }

  @Test
  void find_storedEvent_isWhatWasPutIn() throws Exception {
    OutboxEvent event = new OutboxEvent("http://h/p?q=1", "key-1", "live/s\u00e4", "file", "91924", "{\"a\":\"\u5f55\"}");
    long id = database.writeNow(connection -> outbox.enqueue(connection, event));
    assertThat(outbox.find(id)).contains(
        new StoredEvent(id, event, EventState.WAITING, 0, 0, clock.instant(), clock.instant(), null));
    assertThat(outbox.find(id + 1)).isEmpty();
  }

  @Test
  void about_oneThing_isItsNewestEvents_withoutSecretsInTheirAddresses() throws Exception {
    for (String relatedId : List.of("7", "8", "7", "7")) {
      database.writeNow(connection -> outbox.enqueue(connection,
          new OutboxEvent("http://user:secret@127.0.0.1:9/hook?token=secret", "key", "a", "test", relatedId, "{}")));
    }
    assertThat(outbox.about("7", 2)).extracting(StoredEvent::id).containsExactly(4L, 3L);
    assertThat(outbox.about("8", 2)).extracting(StoredEvent::address).containsExactly("http://…@127.0.0.1:9/hook?…");
    assertThat(outbox.about("9", 2)).isEmpty();
  }

  @Test
  void resend_parkedWhileItsLaneIsBusy_queues() throws Exception {
    long parked = enqueue("a", "1");
    set(parked, "PARKED");
    long waiting = enqueue("a", "2");
    assertThat(outbox.resend(parked)).isTrue();
    assertThat(state(parked)).isEqualTo(EventState.QUEUED);
    assertThat(outbox.resend(waiting)).isFalse();
    assertThat(outbox.resend(parked)).isFalse();
    assertThat(outbox.resend(12345)).isFalse();
  }

  @Test
  void sweep_removesOnlyWhatWasDeliveredBefore() throws Exception {
    long old = enqueue("a", "1");
    set(old, "DELIVERED");
    database.writeNow(connection -> Sql.update(connection, "INSERT INTO callback_attempt VALUES (?, 1, 0, 1, 200, '', 2, '')", old));
    clock.move(Duration.ofDays(7));
    long young = enqueue("b", "1");
    set(young, "DELIVERED");
    long parked = enqueue("c", "1");
    set(parked, "PARKED");
    assertThat(outbox.sweep(clock.instant())).isEqualTo(1);
    assertThat(outbox.find(old)).isEmpty();
    assertThat(outbox.attempts(old)).isEmpty();
    assertThat(outbox.find(young)).isPresent();
    assertThat(outbox.find(parked)).isPresent();
  }

  @Test
  void sweep_moreThanOnePiece_removesAll() throws Exception {
    database.writeNow(connection -> {
      for (int i = 0; i < 1001; i++) {
        outbox.enqueue(connection, event("lane " + i, "x"));
      }
      return Sql.update(connection, "UPDATE callback_event SET state = 'DELIVERED', delivered_at = 0");
    });
    assertThat(outbox.sweep(clock.instant())).isEqualTo(1001);
  }

  @Test
  void event_tooLarge_isRefusedWhereItIsMade() {
    assertThatThrownBy(() -> event("a", "x".repeat(OutboxEvent.BODY_MAX_CHARS + 1))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OutboxEvent(" ", "k", "o", "kind", "", "{}")).isInstanceOf(IllegalArgumentException.class);
  }

  private long enqueue(String lane, String body) throws SQLException {
    return database.writeNow(connection -> outbox.enqueue(connection, event(lane, body)));
  }

  private static OutboxEvent event(String lane, String body) {
    return new OutboxEvent("http://127.0.0.1:9/", "key", lane, "test", "", body);
  }

  private EventState state(long id) throws SQLException {
    return outbox.find(id).orElseThrow().state();
  }

  private void set(long id, String state) throws SQLException {
    database.writeNow(connection -> Sql.update(connection,
        "UPDATE callback_event SET state = ?, delivered_at = ? WHERE id = ?", state, clock.instant(), id));
  }
}
