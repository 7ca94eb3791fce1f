package io.livetape.db;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that is locked, full or slow for a while. */
@Timeout(30)
class DatabaseTroubleTest {
  private static final Duration BUSY_TIMEOUT = Duration.ofMillis(200);
  private static final Duration ANSWER_MAX = Duration.ofMillis(500);

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(new DatabaseConfig(folder.resolve("test.db"), Synchronous.FULL, 1, BUSY_TIMEOUT, ANSWER_MAX));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void locked_lastingWritesWait_andAreDoneOnceInTheirOrder() throws Exception {
    List<CompletableFuture<?>> writes = new ArrayList<>();
    try (Connection other = lock()) {
      for (int i = 0; i < 200; i++) {
        writes.add(database.writeLasting(note("note " + (1_000 + i))));
      }
      assertThatThrownBy(() -> writes.getFirst().get(1, SECONDS)).isInstanceOf(TimeoutException.class);
      assertThat(other.isClosed()).isFalse();
    }
    CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new)).get(20, SECONDS);
    assertThat(notes()).hasSize(200).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void locked_otherWritesFailWithinTheirTime_andReadsWork() throws Exception {
    database.writeNow(note("before"));
    try (Connection _ = lock()) {
      assertThatThrownBy(() -> database.writeNow(note("refused"))).isInstanceOf(SQLTransientException.class)
          .hasMessageContaining("locked by another process");
      assertThat(notes()).containsExactly("before");
    }
    database.writeNow(note("after"));
    assertThat(notes()).containsExactly("before", "after");
  }

  @Test
  void lastingWriteThatFailsByItself_failsOnce_andTheOthersAreDone() throws Exception {
    CompletableFuture<?> failing;
    CompletableFuture<?> other;
    try (Connection _ = lock()) {
      failing = database.writeLasting(connection -> Sql.update(connection, "INSERT INTO nowhere VALUES (1)"));
      other = database.writeLasting(note("kept"));
    }
    other.get(10, SECONDS);
    assertThatThrownBy(failing::join).hasRootCauseInstanceOf(SQLException.class).hasMessageContaining("nowhere");
    assertThat(notes()).containsExactly("kept");
  }

  @Test
  void full_lastingWritesWaitForRoom() throws Exception {
    long pages = database.writeNow(connection -> Sql.number(connection, "PRAGMA page_count"));
    // The limit is the connection's own: a new one, which follows each failure, has none.
    database.writeNow(connection -> Sql.number(connection, "PRAGMA max_page_count = " + (pages + 1)));
    CompletableFuture<?> small = database.writeLasting(note("small"));
    database.writeLasting(note("x".repeat(100_000))).get(10, SECONDS);
    small.get(10, SECONDS);
    assertThat(notes()).extracting(String::length).containsExactly(5, 100_000);
  }

  @Test
  void slow_callersAreAnsweredInTime_andWhatHadNotBegunIsNotDone() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<?> slow = database.write(_ -> await(release));
    assertThatThrownBy(() -> database.writeNow(note("withdrawn"))).isInstanceOf(SQLTransientException.class)
        .hasMessageContaining("within 500 ms; nothing was done");
    release.countDown();
    slow.get(10, SECONDS);
    database.writeNow(note("next"));
    assertThat(notes()).containsExactly("next");
  }

  @Test
  void lastingWrites_beyondTheirLimit_areRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    database.write(_ -> {
      begun.countDown();
      return await(release);
    });
    // What comes before it begins would be taken out of the queue with it.
    await(begun);
    List<CompletableFuture<?>> accepted = new ArrayList<>();
    for (int i = 0; i < Database.LASTING_MAX; i++) {
      accepted.add(database.writeLasting(_ -> null));
    }
    assertThatThrownBy(() -> database.writeLasting(_ -> null).get()).hasCauseInstanceOf(RejectedExecutionException.class);
    CompletableFuture<Integer> beside = database.write(note("beside"));
    release.countDown();
    beside.get(20, SECONDS);
    assertThat(accepted).allMatch(CompletableFuture::isDone);
  }

  @Test
  void close_whileLocked_endsAndTellsWhatIsNotDone() throws Exception {
    CompletableFuture<?> waiting;
    try (Connection _ = lock()) {
      waiting = database.writeLasting(note("too late"));
      database.close();
      assertThat(waiting).isCompletedExceptionally();
    }
    open();
    assertThat(notes()).isEmpty();
  }

  /** As another process does that writes for long. */
  private Connection lock() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"));
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
    }
    return connection;
  }

  private static Void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, SECONDS)).isTrue();
      return null;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private List<String> notes() throws SQLException {
    return database.readNow(connection -> Sql.list(connection, "SELECT text FROM note ORDER BY rowid", row -> row.getString(1)));
  }

  private static SqlWork<Integer> note(String text) {
    return connection -> Sql.update(connection, "INSERT INTO note VALUES (?, NULL)", text);
  }
}
