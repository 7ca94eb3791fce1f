package io.livetape.api.vod;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events that are pulled, by a clock that the tests move. */
@Timeout(30)
class EventQueueTest {
  @TempDir Path folder;
  private Database database;
  private EventQueue queue;
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    queue = new EventQueue(database, () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void event_givenOut_comesAgainAfterHalfAMinute_untilConfirmed() throws Exception {
    put("a");
    List<EventContent> first = take();
    assertThat(files(first)).containsExactly("a");
    assertThat(take()).isEmpty();
    now = now.plus(EventQueue.CONFIRM_WITHIN);
    List<EventContent> again = take();
    assertThat(again).isEqualTo(first);
    queue.confirm(List.of(again.getFirst().eventHandle(), "unknown"));
    now = now.plus(EventQueue.CONFIRM_WITHIN);
    assertThat(take()).isEmpty();
  }

  @Test
  void events_moreThanAreGivenOutAtOnce_comeInTheirOrder() throws Exception {
    for (int i = 0; i < EventQueue.GIVEN_MAX + 2; i++) {
      put("f" + i);
    }
    assertThat(files(take())).hasSize(EventQueue.GIVEN_MAX).startsWith("f0", "f1");
    assertThat(files(take())).containsExactly("f16", "f17");
  }

  @Test
  void event_nobodyPulled_isGoneAfterFourDays() throws Exception {
    put("old");
    now = now.plus(EventQueue.KEPT).plusMillis(1);
    assertThat(take()).isEmpty();
    put("new");
    assertThat(files(take())).containsExactly("new");
  }

  @Test
  void take_beforeThereIsAnything_waitsForIt() throws Exception {
    CompletableFuture<List<EventContent>> taken = new CompletableFuture<>();
    Thread waiting = Thread.startVirtualThread(() -> {
      try {
        taken.complete(queue.take(Duration.ofSeconds(20)));
      } catch (SQLException | InterruptedException e) {
        taken.completeExceptionally(e);
      }
    });
    put("late");
    queue.wake();
    assertThat(files(taken.get())).containsExactly("late");
    waiting.join();
  }

  private List<EventContent> take() throws Exception {
    return queue.take(Duration.ZERO);
  }

  private void put(String fileId) throws SQLException {
    EventContent event = EventContent.of(new EventContent.FileDelete(List.of(fileId), List.of()));
    database.writeNow(transaction -> {
      queue.put(transaction, event);
      return null;
    });
  }

  private static List<String> files(List<EventContent> events) {
    return events.stream().map(event -> event.fileDeleteEvent().fileIdSet().getFirst()).toList();
  }
}
