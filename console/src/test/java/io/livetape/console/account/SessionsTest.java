package io.livetape.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
  private static final Duration IDLE = Duration.ofHours(12);

  @TempDir
  private Path folder;
  private Instant now = Instant.parse("2026-11-20T09:30:00Z");
  private Database database;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    sessions = new Sessions(database, IDLE, () -> now);
    database.writeNow(transaction -> Accounts.add(transaction, new Account("ann", "hash", Role.OPERATOR, now)));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void session_isFoundByItsIdAlone_whichIsNotKept() throws Exception {
    String id = sessions.begin("ann");

    Session session = sessions.find(id).orElseThrow();
    assertThat(session.userName()).isEqualTo("ann");
    assertThat(session.role()).isEqualTo(Role.OPERATOR);
    assertThat(id).matches("[0-9a-f]{64}").isNotEqualTo(sessions.begin("ann"));
    assertThat(session.csrf()).isNotEqualTo(id).isNotEqualTo(session.idHash());
    assertThat(sessions.find(session.idHash())).isEmpty();
    assertThat(sessions.find("")).isEmpty();
    List<String> kept = database.readNow(connection -> Sql.list(connection, "select id_hash from console_session",
        row -> row.getString(1)));
    assertThat(kept).contains(session.idHash()).doesNotContain(id);
  }

  @Test
  void session_thatIsNotUsed_ends_andOneThatIsGoesOn() throws Exception {
    String used = sessions.begin("ann");
    String idle = sessions.begin("ann");
    now = now.plus(IDLE.minusMinutes(1));
    sessions.extend(sessions.find(used).orElseThrow());
    now = now.plus(Duration.ofMinutes(2));

    assertThat(sessions.find(used)).isPresent();
    assertThat(sessions.find(idle)).isEmpty();
  }

  @Test
  void session_afterItsEnd_isGone() throws Exception {
    String id = sessions.begin("ann");
    sessions.end(sessions.find(id).orElseThrow());

    assertThat(sessions.find(id)).isEmpty();
  }

  @Test
  void sessions_ofAUser_areBounded_theNewestStay() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i <= Sessions.PER_USER_MAX; i++) {
      now = now.plusSeconds(1);
      ids.add(sessions.begin("ann"));
    }

    assertThat(sessions.find(ids.getFirst())).isEmpty();
    assertThat(sessions.find(ids.get(1))).isPresent();
    assertThat(sessions.find(ids.getLast())).isPresent();
  }

  @Test
  void session_ofAUserWhoIsGone_isNone() throws Exception {
    String id = sessions.begin("nobody");

    assertThat(sessions.find(id)).isEmpty();
  }
}
