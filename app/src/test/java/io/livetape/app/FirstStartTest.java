package io.livetape.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.PushDomains;
import io.livetape.api.Settings;
import io.livetape.app.config.ConfigLoader;
import io.livetape.app.config.PushConfig;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
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
  void keys_areMadeOnce() throws Exception {
    PushDomains first = FirstStart.pushDomains(database, push(""));
    reopen();
    PushDomains second = FirstStart.pushDomains(database, push(""));
    assertThat(second).isEqualTo(first);
    assertThat(first.first().name()).isEqualTo("127.0.0.1");
    assertThat(first.any().master()).matches("[0-9a-f]{32}").isNotEqualTo(first.any().backup());
    assertThat(first.any().backup()).matches("[0-9a-f]{32}");
  }

  @Test
  void domains_haveTheirOwnKeys_orTheMadeOnes() throws Exception {
    PushDomains.Keys made = FirstStart.pushDomains(database, push("")).any();
    PushDomains domains = FirstStart.pushDomains(database, push("""
        push:
          domains:
            - {name: a.test, master-key: one, backup-key: two}
            - {name: b.test}
        """));
    assertThat(domains.first().name()).isEqualTo("a.test");
    assertThat(domains.keysOf("a.test")).contains(new PushDomains.Keys("one", "two"));
    assertThat(domains.keysOf("b.test")).contains(made);
    assertThat(domains.keysOf("c.test")).isEmpty();
  }

  @Test
  void adminPassword_isShownOnce_andNotKept() throws Exception {
    String password = FirstStart.adminPassword(database).orElseThrow();
    assertThat(password).matches("[A-Za-z2-9]{16}");
    reopen();
    assertThat(FirstStart.adminPassword(database)).isEmpty();
    Optional<String> kept = database.readNow(connection -> Settings.get(connection, "admin.password"));
    assertThat(kept.orElseThrow()).startsWith("pbkdf2-sha256:").doesNotContain(password);
  }

  @Test
  void pushDomain_isRememberedForCommands() throws Exception {
    assertThat(FirstStart.rememberedPushDomain(database)).isEmpty();
    FirstStart.rememberPushDomain(database, new PushDomains.Domain("a.test", new PushDomains.Keys("one", "two")));
    FirstStart.rememberPushDomain(database, new PushDomains.Domain("b.test", new PushDomains.Keys("three", "")));
    assertThat(FirstStart.rememberedPushDomain(database)).contains(new PushDomains.Domain("b.test", new PushDomains.Keys("three", "")));
  }

  private void reopen() throws Exception {
    database.close();
    open();
  }

  private PushConfig push(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
    return ConfigLoader.load(yaml.isEmpty() ? Optional.empty() : Optional.of(file), Map.of(), List.of()).push();
  }
}
