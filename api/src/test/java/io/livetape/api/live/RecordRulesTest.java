package io.livetape.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.live.RecordRules.Pattern;
import io.livetape.api.transport.RecordText;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordRulesTest {
  @TempDir private Path folder;
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
  void match_afterARestart_isAsBefore() throws Exception {
    database.writeNow(transaction -> {
      RecordTemplates.put(transaction, template(7), Instant.EPOCH);
      return RecordRules.add(transaction, new Pattern("a.test", "", ""), 7, Instant.EPOCH);
    });

    assertThat(new RecordRules(database).match("a.test", "one", "two").orElseThrow().templateId()).isEqualTo(7);
  }

  private static RecordTemplate template(long id) {
    return RecordText.read(RecordTemplate.class, "{\"TemplateId\":" + id + ",\"TemplateName\":\"t\"}");
  }
}
