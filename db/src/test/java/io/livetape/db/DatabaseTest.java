package io.livetape.db;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DatabaseTest {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void write_completed_isSeenByTheNextRead() throws Exception {
    database.writeNow(note("one"));
    assertThat(notes()).containsExactly("one");
  }

  @Test
  void first_ofARowThatTheReaderMakesNullOf_isEmpty() throws Exception {
    Optional<Instant> none = database.readNow(connection -> Sql.first(
        connection, "SELECT MIN(written_at) AS earliest FROM note", row -> Sql.instant(row, "earliest")));
    assertThat(none).isEmpty();
  }

  /** Values of the pragma: 1 is NORMAL, 2 is FULL. */
  @Test
  void commit_byDefault_isSynced() throws Exception {
    assertThat(database.<Long>writeNow(connection -> Sql.number(connection, "PRAGMA synchronous"))).isEqualTo(2);
  }

  @Test
  void write_severalWaiting_becomeOneCommit() throws Exception {
    CountDownLatch gate = holdWriter();
    CountDownLatch inLast = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<CompletableFuture<?>> writes = new ArrayList<>(List.of(database.write(note("one")), database.write(note("two"))));
    writes.add(database.write(connection -> {
      inLast.countDown();
      return await(release);
    }));
    gate.countDown();
    inLast.await();
    assertThat(notes()).isEmpty();
    assertThat(writes).noneMatch(CompletableFuture::isDone);
    release.countDown();
    all(writes).get(10, SECONDS);
    assertThat(notes()).containsExactly("one", "two");
  }

  @Test
  void write_oneOfAGroupFails_isTakenBackAlone() throws Exception {
    CountDownLatch gate = holdWriter();
    CompletableFuture<?> first = database.write(note("one"));
    CompletableFuture<?> failing = database.write(connection -> {
      note("half").run(connection);
      return Sql.update(connection, "INSERT INTO nowhere VALUES (1)");
    });
    CompletableFuture<?> thrower = database.write(connection -> {
      note("thrown").run(connection);
      throw new IllegalStateException("mine");
    });
    CompletableFuture<?> last = database.write(note("two"));
    gate.countDown();
    CompletableFuture.allOf(first, last).get(10, SECONDS);
    assertThatThrownBy(failing::join).hasRootCauseInstanceOf(SQLException.class).hasMessageContaining("nowhere");
    assertThatThrownBy(thrower::join).hasRootCauseMessage("mine");
    assertThat(notes()).containsExactly("one", "two");
  }

  @Test
  void write_diskFull_failsAndTheNextSmallWriteWorks() throws Exception {
    database.writeNow(connection -> Sql.number(connection, "PRAGMA max_page_count = 40"));
    assertThatThrownBy(() -> database.writeNow(note("x".repeat(400_000)))).isInstanceOf(SQLException.class).hasMessageContaining("full");
    database.writeNow(note("small"));
    assertThat(notes()).containsExactly("small");
  }

  @Test
  void write_transactionLost_failsTheWholeGroupAndOpensAnotherConnection() throws Exception {
    CountDownLatch gate = holdWriter();
    CompletableFuture<?> innocent = database.write(note("one"));
    CompletableFuture<?> breaking = database.write(connection -> {
      connection.close();
      return null;
    });
    gate.countDown();
    assertThatThrownBy(innocent::join).hasCauseInstanceOf(SQLException.class);
    assertThatThrownBy(breaking::join).hasCauseInstanceOf(SQLException.class);
    database.writeNow(note("two"));
    assertThat(notes()).containsExactly("two");
  }

  @Test
  void write_tooManyWaiting_isRejectedAtOnce() throws Exception {
    CountDownLatch gate = holdWriter();
    List<CompletableFuture<?>> accepted = new ArrayList<>();
    for (int i = 0; i < Database.WRITES_MAX; i++) {
      accepted.add(database.write(_ -> null));
    }
    CompletableFuture<?> tooMany = database.write(_ -> null);
    assertThat(tooMany).isCompletedExceptionally();
    assertThatThrownBy(tooMany::get).hasCauseInstanceOf(RejectedExecutionException.class).hasMessageContaining("4096 writes are waiting");
    gate.countDown();
    all(accepted).get(10, SECONDS);
  }

  @Test
  void close_withWritesWaiting_doesThemFirst() throws Exception {
    CountDownLatch gate = holdWriter();
    List<CompletableFuture<?>> accepted = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      accepted.add(database.write(note("note " + i)));
    }
    gate.countDown();
    database.close();
    assertThat(accepted).allMatch(CompletableFuture::isDone);
    assertThatThrownBy(() -> database.writeNow(note("late"))).isInstanceOf(RejectedExecutionException.class).hasMessageContaining("closed");
    assertThatThrownBy(() -> database.readNow(_ -> 1)).isInstanceOf(RejectedExecutionException.class);
    open();
    assertThat(notes()).hasSize(200);
  }

  @Test
  void read_thatWrites_isRefused() {
    assertThatThrownBy(() -> database.readNow(note("sly")::run)).isInstanceOf(SQLException.class).hasMessageContaining("readonly");
  }

  @Test
  void read_afterAFailedOne_works() throws Exception {
    assertThatThrownBy(() -> database.readNow(connection -> Sql.number(connection, "SELECT 1 FROM nowhere")))
        .isInstanceOf(SQLException.class);
    assertThat(notes()).isEmpty();
  }

  @Test
  void read_whileAWriteCommits_keepsItsView() throws Exception {
    long[] counts = database.readNow(connection -> {
      long before = Sql.number(connection, "SELECT COUNT(*) FROM note");
      database.write(note("meanwhile")).join();
      return new long[] {before, Sql.number(connection, "SELECT COUNT(*) FROM note")};
    });
    assertThat(counts).containsExactly(0, 0);
    assertThat(notes()).hasSize(1);
  }

  @Test
  void writeNow_onADatabaseThread_failsInsteadOfWaitingForItself() {
    assertThatThrownBy(() -> database.writeNow(_ -> database.writeNow(note("never"))))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("wait for itself");
  }

  @Test
  void sql_argumentsOfEachKind_comeBack() throws Exception {
    Instant at = Instant.parse("2026-11-20T13:30:06.123Z");
    database.writeNow(connection -> Sql.update(connection, "INSERT INTO note VALUES (?, ?)", Thread.State.WAITING, at));
    database.writeNow(connection -> Sql.update(connection, "INSERT INTO note VALUES (?, ?)", "never", null));
    List<Instant> instants = database.readNow(connection ->
        Sql.list(connection, "SELECT written_at FROM note ORDER BY text DESC", row -> Sql.instant(row, "written_at")));
    assertThat(instants).containsExactly(null, at);
    assertThat(notes()).contains("WAITING");
  }

  private CountDownLatch holdWriter() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    database.write(_ -> {
      held.countDown();
      return await(gate);
    });
    held.await();
    return gate;
  }

  private List<String> notes() throws SQLException {
    return database.readNow(connection -> Sql.list(connection, "SELECT text FROM note ORDER BY text", row -> row.getString(1)));
  }

  private static SqlWork<Integer> note(String text) {
    return (Connection connection) -> Sql.update(connection, "INSERT INTO note VALUES (?, NULL)", text);
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<?>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }

  private static Void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, SECONDS)).isTrue();
      return null;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
