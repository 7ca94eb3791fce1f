package io.livetape.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.api.live.RecordRules.Pattern;
import io.livetape.api.transport.RecordText;
import io.livetape.db.Database;
import io.livetape.db.DatabaseConfig;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.record.RecordPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which rule wins (contract 3.2), by thousands of random pushes against random sets of rules on a real database. What must come of each is
 * told by a model that goes through the contract's sentences one after the other.
 */
class RecordRulePriorityTest {
  private static final int SET_COUNT = 60;
  private static final int PUSH_COUNT = 100;

  /** Few, so that rules meet; some that somebody might take for patterns, or for the same in another case. */
  private static final List<String> DOMAINS = List.of("a.test", "b.test", "push.a.test", "127.0.0.1");
  private static final List<String> NAMES = List.of("live", "LIVE", "show", "sho", "_", "-", ".!", "录制1");
  private static final List<String> NAMES_OR_ANY = List.of("", "live", "LIVE", "show", "sho", "_", "-", ".!", "录制1");

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

  @Test
  void planFor_anyPushAmongAnyRules_isWhatTheContractSays() throws Exception {
    long seed = Long.getLong("rules.seed", System.nanoTime());
    System.out.println("RecordRulePriorityTest: seed " + seed);
    Random random = new Random(seed);
    for (int set = 0; set < SET_COUNT; set++) {
      Map<Pattern, Long> known = store(random);
      for (int i = 0; i < PUSH_COUNT; i++) {
        Push push = push(pick(random, DOMAINS), pick(random, NAMES), pick(random, NAMES));
        assertThat(rules.planFor(push)).as("seed %d, set %d: %s among %s", seed, set, push, known)
            .isEqualTo(model(known, push).map(RecordRulePriorityTest::plan));
      }
    }
  }

  /** Puts in a set of rules in place of the one before; two may have the same template, and some templates record nothing. */
  private Map<Pattern, Long> store(Random random) throws Exception {
    Map<Pattern, Long> known = new LinkedHashMap<>();
    for (int i = random.nextInt(25); i > 0; i--) {
      known.put(new Pattern(pick(random, DOMAINS), pick(random, NAMES_OR_ANY), pick(random, NAMES_OR_ANY)), 1 + random.nextLong(8));
    }
    database.writeNow(transaction -> {
      for (RecordRules.Rule old : RecordRules.list(transaction)) {
        assertThat(RecordRules.remove(transaction, old.pattern())).isTrue();
      }
      for (Map.Entry<Pattern, Long> rule : known.entrySet()) {
        RecordTemplates.put(transaction, template(rule.getValue()), Instant.EPOCH);
        assertThat(RecordRules.add(transaction, rule.getKey(), rule.getValue(), Instant.EPOCH)).isTrue();
        assertThat(RecordRules.add(transaction, rule.getKey(), 1, Instant.EPOCH)).as("a rule for the same").isFalse();
      }
      return null;
    });
    rules.reload();
    return known;
  }

  /** Best first: (domain, app, stream) > (domain, "", stream) > (domain, app, "") > (domain, "", ""); only the best match records. */
  private static Optional<Long> model(Map<Pattern, Long> rules, Push push) {
    String domain = push.domain();
    String app = push.stream().app();
    String stream = push.stream().name();
    Long best = rules.get(new Pattern(domain, app, stream));
    if (best == null) {
      best = rules.get(new Pattern(domain, "", stream));
    }
    if (best == null) {
      best = rules.get(new Pattern(domain, app, ""));
    }
    if (best == null) {
      best = rules.get(new Pattern(domain, "", ""));
    }
    return Optional.ofNullable(best);
  }

  /** Each template can be told from the others by what it makes; the first records nothing, which exempts a stream. */
  private static RecordTemplate template(long id) {
    String mp4 = id == 1 ? "" : ",\"Mp4Param\":{\"Enable\":1,\"RecordInterval\":" + (60 + id) + "}";
    return RecordText.read(RecordTemplate.class, "{\"TemplateId\":" + id + ",\"TemplateName\":\"t\"" + mp4 + "}");
  }

  private static RecordPlan plan(long templateId) {
    RecordPlan plan = template(templateId).plan("");
    assertThat(plan.formats()).hasSize(templateId == 1 ? 0 : 1);
    if (templateId != 1) {
      assertThat(plan.parts().get(FileFormat.MP4).interval()).isEqualTo(Duration.ofSeconds(60 + templateId));
    }
    return plan;
  }

  private static Push push(String domain, String app, String stream) {
    return new Push(new StreamKey(app, stream), "1", domain, "record=flv", "rtmp", "192.0.2.7", Instant.EPOCH);
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
