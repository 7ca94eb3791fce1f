package io.livetape.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.callback.OutboxLog.Filter;
import io.livetape.callback.OutboxLog.ParkedEndpoint;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OutboxLogTest {
  private static final Filter ALL = new Filter(Optional.empty(), "", "");
  private static final String ONE = "http://user:pass@127.0.0.1:9/one?key=secret";
  private static final String OTHER = "http://127.0.0.1:9/other";

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private Database database;
  private Outbox outbox;
  private OutboxLog log;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    outbox = new Outbox(database, clock);
    log = new OutboxLog(outbox);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void search_withoutFilter_hasTheParkedFirst_thenTheNewest_overPages() throws Exception {
    long oldParked = enqueue(ONE, "live/a", "file", "PARKED");
    long delivered = enqueue(ONE, "live/a", "file", "DELIVERED");
    long parked = enqueue(ONE, "live/b", "file", "PARKED");
    long waiting = enqueue(ONE, "live/c", "file", "WAITING");

    assertThat(ids(ALL, 0, 3)).containsExactly(parked, oldParked, waiting);
    assertThat(ids(ALL, 3, 3)).containsExactly(delivered);
    assertThat(ids(ALL, 1, 1)).containsExactly(oldParked);
    assertThat(ids(ALL, 9, 3)).isEmpty();
    assertThat(log.search(ALL, 0, 1).totalCount()).isEqualTo(4);
  }

  @Test
  void search_byStateKindAndStream_findsWhatHasAll() throws Exception {
    enqueue(ONE, "live/a", "file", "PARKED");
    long found = enqueue(ONE, "live/a", "push", "DELIVERED");
    enqueue(ONE, "live/b", "push", "DELIVERED");

    Filter filter = new Filter(Optional.of(EventState.DELIVERED), "push", "live/a");
    assertThat(ids(filter, 0, 10)).containsExactly(found);
    assertThat(log.search(filter, 0, 10).totalCount()).isEqualTo(1);
    assertThat(ids(new Filter(Optional.of(EventState.WAITING), "", ""), 0, 10)).isEmpty();
  }

  @Test
  void search_showsTheLastAttempt_andNoSecretOfTheAddress() throws Exception {
    long id = enqueue(ONE, "live/a", "file", "PARKED");
    database.writeNow(connection -> {
      Sql.update(connection, "UPDATE callback_event SET attempts = 2 WHERE id = ?", id);
      Sql.update(connection, "INSERT INTO callback_attempt VALUES (?, 1, 0, 1, 0, 'no answer', 2, '')", id);
      return Sql.update(connection, "INSERT INTO callback_attempt VALUES (?, 2, 0, 1, 503, '', 2, 'later')", id);
    });

    OutboxLog.Line line = log.search(ALL, 0, 10).lines().getFirst();
    assertThat(line.lastStatus()).isEqualTo(503);
    assertThat(line.lastError()).isEmpty();
    assertThat(line.event().event().address()).isEqualTo("http://…@127.0.0.1:9/one?…");
  }

  @Test
  void parked_isByEndpoint_thoseWithMostFirst() throws Exception {
    enqueue(ONE, "live/a", "file", "PARKED");
    long newestOfOne = enqueue(ONE, "live/b", "file", "PARKED");
    long other = enqueue(OTHER, "live/a", "file", "PARKED");
    enqueue(OTHER, "live/a", "file", "DELIVERED");

    assertThat(log.parked()).containsExactly(
        new ParkedEndpoint("http://…@127.0.0.1:9/one?…", 2, newestOfOne), new ParkedEndpoint(OTHER, 1, other));
  }

  @Test
  void resendParked_sendsThoseOfTheEndpointAlone_inTheirOrder_howeverMany() throws Exception {
    int count = 450;
    List<Long> ids = database.writeNow(connection -> {
      List<Long> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(outbox.enqueue(connection, new OutboxEvent(ONE, "key", "live/a", "file", "", "{}")));
      }
      Sql.update(connection, "UPDATE callback_event SET state = 'PARKED'");
      return all;
    });
    long other = enqueue(OTHER, "live/a", "file", "PARKED");

    assertThat(log.resendParked(ids.getLast())).contains(count);
    assertThat(outbox.find(ids.getFirst()).orElseThrow().state()).isEqualTo(EventState.WAITING);
    assertThat(outbox.find(ids.getLast()).orElseThrow().state()).isEqualTo(EventState.QUEUED);
    assertThat(outbox.find(other).orElseThrow().state()).isEqualTo(EventState.PARKED);
    assertThat(outbox.backlog().waitingCount()).isEqualTo(count);
    assertThat(log.resendParked(ids.getLast())).contains(0);
    assertThat(log.resendParked(other + 1)).isEmpty();
  }

  private List<Long> ids(Filter filter, int offset, int limit) throws SQLException {
    return log.search(filter, offset, limit).lines().stream().map(line -> line.event().id()).toList();
  }

  private long enqueue(String endpoint, String stream, String kind, String state) throws SQLException {
    return database.writeNow(connection -> {
      long id = outbox.enqueue(connection, new OutboxEvent(endpoint, "key", stream, kind, "", "{}"));
      Sql.update(connection, "UPDATE callback_event SET state = ?, delivered_at = ? WHERE id = ?", state, clock.instant(), id);
      return id;
    });
  }
}
