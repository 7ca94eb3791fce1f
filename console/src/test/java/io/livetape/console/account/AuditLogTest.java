package io.livetape.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.db.Sql;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  @TempDir
  private Path folder;

  @Test
  void sweep_forgetsWhatIsOlder_andKeepsTheRest() throws Exception {
    try (Database database = Database.open(DatabaseConfig.of(folder.resolve("test.db")))) {
      database.writeNow(transaction -> {
        for (int id = 0; id < 2_500; id++) {
          Sql.update(transaction, """
              insert into console_audit (id, at, user_name, address, action, target, outcome)
              values (?, ?, 'ann', '127.0.0.1', 'live/DropLiveStream', '', 'OK')""", id, NOW.minus(Duration.ofDays(id / 100)));
        }
        return null;
      });

      AuditLog.sweep(database, NOW.minus(Duration.ofDays(10)));

      assertThat(days(database)).hasSize(1_100).allMatch(at -> !at.isBefore(NOW.minus(Duration.ofDays(10))));
    }
  }

  private static List<Instant> days(Database database) throws Exception {
    return database.readNow(connection -> Sql.list(connection, "select at from console_audit", row -> Sql.instant(row, "at")));
  }
}
