package io.livetape.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.live.RecordRules.Pattern;
import io.livetape.api.transport.RecordText;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordRulesTest {
  private static final List<String> DOMAINS = List.of("a.test", "b.test");
  private static final List<String> NAMES = List.of("one", "two", "three");
  private static final List<String> NAMES_OR_ANY = List.of("", "one", "two", "three");

  @TempDir private Path folder;
  private Database database;
  private RecordRules rules;

  @BeforeEach
  void open() throws Exception {
    database = Database.open(DatabaseConfig.of(folder.resolve("test.db")));
    rules = new RecordRules(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Rules are put in and taken out at random; after each step every stream must get what a plain search through the rules finds. */
  @Test
  void match_afterAnyChanges_isWhatAPlainSearchFinds() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Map<Pattern, Long> expected = new HashMap<>();
      for (Pattern old : database.readNow(RecordRules::list).stream().map(RecordRules.Rule::pattern).toList()) {
        database.writeNow(transaction -> RecordRules.remove(transaction, old));
      }
      for (int step = 0; step < 12; step++) {
        change(random, expected);
        rules.reload();
        for (String domain : DOMAINS) {
          for (String app : NAMES) {
            for (String stream : NAMES) {
              assertThat(rules.match(domain, app, stream).map(RecordTemplate::templateId))
                  .as("seed %d, step %d: %s/%s/%s with %s", seed, step, domain, app, stream, expected)
                  .isEqualTo(plainSearch(expected, domain, app, stream));
            }
          }
        }
      }
    }
  }

  private void change(Random random, Map<Pattern, Long> expected) throws Exception {
    Pattern pattern = new Pattern(pick(random, DOMAINS), pick(random, NAMES_OR_ANY), pick(random, NAMES_OR_ANY));
    boolean remove = random.nextInt(4) == 0;
    long templateId = 1 + random.nextInt(5);
    boolean changed = database.writeNow(transaction -> {
      if (remove) {
        return RecordRules.remove(transaction, pattern);
      }
      RecordTemplates.put(transaction, template(templateId), Instant.EPOCH);
      return RecordRules.add(transaction, pattern, templateId, Instant.EPOCH);
    });
    assertThat(changed).isEqualTo(remove == expected.containsKey(pattern));
    if (changed && remove) {
      expected.remove(pattern);
    } else if (changed) {
      expected.put(pattern, templateId);
    }
  }

  /** Of all rules that cover the stream the one that says most; a stream's name says more than an application's. */
  private static Optional<Long> plainSearch(Map<Pattern, Long> rules, String domain, String app, String stream) {
    return rules.entrySet().stream()
        .filter(rule -> rule.getKey().domain().equals(domain))
        .filter(rule -> rule.getKey().app().isEmpty() || rule.getKey().app().equals(app))
        .filter(rule -> rule.getKey().stream().isEmpty() || rule.getKey().stream().equals(stream))
        .max(Comparator.comparingInt(rule -> (rule.getKey().stream().isEmpty() ? 0 : 2) + (rule.getKey().app().isEmpty() ? 0 : 1)))
        .map(Map.Entry::getValue);
  }

  @Test
  void match_afterARestart_isAsBefore() throws Exception {
    database.writeNow(transaction -> {
      RecordTemplates.put(transaction, template(7), Instant.EPOCH);
      return RecordRules.add(transaction, new Pattern("a.test", "", ""), 7, Instant.EPOCH);
    });

    assertThat(new RecordRules(database).match("a.test", "one", "two").orElseThrow().templateId()).isEqualTo(7);
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static RecordTemplate template(long id) {
    return RecordText.read(RecordTemplate.class, "{\"TemplateId\":" + id + ",\"TemplateName\":\"t\"}");
  }
}
