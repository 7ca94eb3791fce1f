package io.livetape.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.CallbackRules.Rule;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which callback rule wins, by thousands of random pairs of domain and application against random sets of rules on a real database, told by
 * a model that tries one kind of rule after the other.
 */
class CallbackRulePriorityTest {
  private static final int SET_COUNT = 60;
  private static final int LOOKUP_COUNT = 40;
  private static final List<String> DOMAINS = List.of("a.test", "b.test", "push.a.test", "127.0.0.1");
  private static final List<String> DOMAINS_OR_ANY = List.of("", "a.test", "b.test", "push.a.test", "127.0.0.1");
  private static final List<String> APPS = List.of("live", "LIVE", "liv", "%", "_", "*", "录制 1", "a'b");
  private static final List<String> APPS_OR_ANY = List.of("", "live", "LIVE", "liv", "%", "_", "*", "录制 1", "a'b");

  @TempDir private Path folder;

  @Test
  void find_anyStreamAmongAnyRules_isWhatTheModelFinds() throws Exception {
    long seed = Long.getLong("rules.seed", System.nanoTime());
    System.out.println("CallbackRulePriorityTest: seed " + seed);
    Random random = new Random(seed);
    try (Database database = Database.open(DatabaseConfig.of(folder.resolve("test.db")))) {
      Map<List<String>, Long> known = Map.of();
      for (int set = 0; set < SET_COUNT; set++) {
        known = replace(database, known, rules(random));
        Map<List<String>, Optional<Long>> found = lookUp(database, random);
        Map<List<String>, Long> rules = known;
        assertThat(found).as("seed %d, set %d: among %s", seed, set, rules)
            .allSatisfy((names, templateId) -> assertThat(templateId).isEqualTo(model(rules, names.getFirst(), names.getLast())));
      }
    }
  }

  private static Map<List<String>, Optional<Long>> lookUp(Database database, Random random) throws Exception {
    return database.readNow(connection -> {
      Map<List<String>, Optional<Long>> found = new LinkedHashMap<>();
      for (int i = 0; i < LOOKUP_COUNT; i++) {
        List<String> names = List.of(pick(random, DOMAINS), pick(random, APPS));
        found.put(names, CallbackRules.find(connection, names.getFirst(), names.getLast()).map(CallbackTemplate::templateId));
      }
      return found;
    });
  }

  /** By domain and application, where the empty one stands for any. */
  private static Map<List<String>, Long> rules(Random random) {
    Map<List<String>, Long> rules = new LinkedHashMap<>();
    for (int i = random.nextInt(15); i > 0; i--) {
      rules.put(List.of(pick(random, DOMAINS_OR_ANY), pick(random, APPS_OR_ANY)), 1 + random.nextLong(8));
    }
    return rules;
  }

  private static Map<List<String>, Long> replace(Database database, Map<List<String>, Long> old, Map<List<String>, Long> rules)
      throws Exception {
    return database.writeNow(transaction -> {
      for (List<String> names : old.keySet()) {
        assertThat(CallbackRules.remove(transaction, names.getFirst(), names.getLast())).isTrue();
      }
      for (Map.Entry<List<String>, Long> rule : rules.entrySet()) {
        CallbackTemplates.put(transaction, CallbackTemplate.basic(rule.getValue(), "t", "http://a.test/", ""), Instant.EPOCH);
        Rule added = new Rule(rule.getKey().getFirst(), rule.getKey().getLast(), rule.getValue(), Instant.EPOCH);
        assertThat(CallbackRules.add(transaction, added)).isTrue();
        assertThat(CallbackRules.add(transaction, added)).as("a rule for the same").isFalse();
      }
      return rules;
    });
  }

  /** Both names, then the domain alone, then the application alone, then the rule for everything. */
  private static Optional<Long> model(Map<List<String>, Long> rules, String domain, String app) {
    for (List<String> names : List.of(List.of(domain, app), List.of(domain, ""), List.of("", app), List.of("", ""))) {
      if (rules.containsKey(names)) {
        return Optional.of(rules.get(names));
      }
    }
    return Optional.empty();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
