package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.Domains.Added;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DomainsTest {
  private static final PushDomains.Keys ANY = new PushDomains.Keys("any", "any-backup");
  private static final PushDomains OPEN = new PushDomains(List.of(), ANY);
  private static final PushDomains CLOSED = new PushDomains(
      List.of(new PushDomains.Domain("a.test", new PushDomains.Keys("of-a", ""))), ANY);

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
  void keys_ofAnyHost_areTheMadeOnes() throws Exception {
    Domains domains = new Domains(database, OPEN, true);

    assertThat(domains.push("whatever.test")).contains(new AuthKeys(true, "any", "any-backup", Duration.ZERO));
    assertThat(new Domains(database, OPEN, false).push("whatever.test").orElseThrow().enabled()).isFalse();
    assertThat(domains.play("whatever.test")).isEqualTo(AuthKeys.OFF);
  }

  @Test
  void domains_ofTheConfiguration_keepOthersOut_butNotThoseThatWereAdded() throws Exception {
    Domains domains = new Domains(database, CLOSED, true);
    assertThat(domains.push("a.test").orElseThrow().master()).isEqualTo("of-a");
    assertThat(domains.push("b.test")).isEmpty();
    add("b.test", true);
    add("c.test", false);
    domains.reload();

    assertThat(domains.push("b.test").orElseThrow().master()).isEqualTo("any");
    assertThat(domains.push("c.test")).as("a domain for playing").isEmpty();
  }

  @Test
  void domainAdded_whereAnyHostIsLetIn_keepsNobodyOut() throws Exception {
    Domains domains = new Domains(database, OPEN, true);
    add("b.test", true);
    domains.reload();

    assertThat(domains.push("c.test")).isPresent();
  }

  @Test
  void keysThatWereSet_goBeforeTheConfigured() throws Exception {
    AuthKeys set = new AuthKeys(true, "set", "", Duration.ofSeconds(60));
    Domains domains = new Domains(database, CLOSED, false);
    database.writeNow(transaction -> {
      Domains.setPushKeys(transaction, "a.test", set);
      Domains.setPlayKeys(transaction, "p.test", set);
      return null;
    });
    domains.reload();

    assertThat(domains.push("a.test")).contains(set);
    assertThat(domains.play("p.test")).isEqualTo(set);
    assertThat(domains.current(CLOSED.first()).keys().master()).isEqualTo("set");
    assertThat(new Domains(database, CLOSED, false).push("a.test")).as("after a restart").contains(set);
  }

  @Test
  void realm_isTheDomainsOwnName_andOneForAllOtherHosts() throws Exception {
    add("b.test", true);
    add("p.test", false);
    Domains domains = new Domains(database, CLOSED, true);

    assertThat(domains.realm("a.test")).isEqualTo("a.test");
    assertThat(domains.realm("b.test")).isEqualTo("b.test");
    assertThat(List.of(domains.realm("p.test"), domains.realm("127.0.0.1"), domains.realm("x.test"))).containsOnly("");
    assertThat(domains.realms()).containsExactlyInAnyOrder("", "a.test", "b.test");
  }

  @Test
  void domainRemoved_losesItsKeys() throws Exception {
    add("b.test", true);
    database.writeNow(transaction -> {
      Domains.setPushKeys(transaction, "b.test", new AuthKeys(true, "set", "", Duration.ZERO));
      return Domains.remove(transaction, "b.test");
    });

    assertThat(new Domains(database, OPEN, true).push("b.test").orElseThrow().master()).isEqualTo("any");
  }

  private void add(String name, boolean push) throws Exception {
    boolean added = database.writeNow(transaction -> Domains.add(transaction, new Added(name, push, 1, false, false, Shop.NOW)));
    assertThat(added).isTrue();
  }
}
