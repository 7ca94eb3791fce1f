package io.livetape.api.live;

import io.livetape.db.Database;
import io.livetape.db.Sql;
import io.livetape.live.Push;
import io.livetape.record.RecordPlan;
import io.livetape.record.task.RecordTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which streams are recorded by which template (contract 3.2). The rows are in the database; what pushes are matched with is a copy in
 * memory, since a publisher must not wait for the database. Whoever changes rules or templates calls {@link #reload} after the commit.
 * Any thread.
 */
public final class RecordRules {
  static final int COUNT_MAX = 50;

  private final Database database;
  private volatile Known known = new Known(Map.of(), Map.of());

  /** Which streams a rule is for. The empty application or stream stands for any. */
  record Pattern(String domain, String app, String stream) {}

  /** The rules and templates at one moment. */
  private record Known(Map<Pattern, RecordTemplate> rules, Map<Long, RecordTemplate> templates) {}

  record Rule(Pattern pattern, long templateId, Instant createdAt) {}

  /** Reads the rules that there are. */
  public RecordRules(Database database) throws SQLException {
    this.database = database;
    reload();
  }

  /** Matches the next push with what is in the database now. Blocks. */
  synchronized void reload() throws SQLException {
    known = database.readNow(RecordRules::read);
  }

  private static Known read(Connection connection) throws SQLException {
    Map<Long, RecordTemplate> templates = new HashMap<>();
    RecordTemplates.list(connection).forEach(template -> templates.put(template.templateId(), template));
    Map<Pattern, RecordTemplate> rules = new HashMap<>();
    for (Rule rule : list(connection)) {
      rules.put(rule.pattern, templates.get(rule.templateId));
    }
    return new Known(Map.copyOf(rules), Map.copyOf(templates));
  }

  /** The template of the best rule. Does not block. */
  Optional<RecordTemplate> match(String domain, String app, String stream) {
    return best(domain, app, stream).map(Map.Entry::getValue);
  }

  /**
   * The best rule, from the most particular to the most general: both names, the stream's name alone, the application alone, the domain
   * alone.
   */
  private Optional<Map.Entry<Pattern, RecordTemplate>> best(String domain, String app, String stream) {
    Map<Pattern, RecordTemplate> now = known.rules;
    return List.of(new Pattern(domain, app, stream), new Pattern(domain, "", stream), new Pattern(domain, app, ""),
        new Pattern(domain, "", "")).stream().filter(now::containsKey).findFirst().map(pattern -> Map.entry(pattern, now.get(pattern)));
  }

  /** A rule that decides about a stream, with the template that it names. An empty application or stream stands for any. */
  public record Winner(String domain, String app, String stream, long templateId, String templateName) {}

  /** The rule whose plan {@link #planFor(Push)} tells. Does not block. */
  public Optional<Winner> winner(Push push) {
    return best(push.domain(), push.stream().app(), push.stream().name()).map(best -> new Winner(best.getKey().domain, best.getKey().app,
        best.getKey().stream, best.getValue().templateId(), best.getValue().templateName()));
  }

  /** What the best rule says about recording a push. Does not block. */
  public Optional<RecordPlan> planFor(Push push) {
    return match(push.domain(), push.stream().app(), push.stream().name()).map(template -> template.plan(""));
  }

  /** What a task says about recording. Does not block. */
  public RecordPlan planFor(RecordTask task) {
    return TaskRecipe.plan(task, this);
  }

  /** A template, whether or not a rule uses it. Does not block. */
  Optional<RecordTemplate> template(long id) {
    return Optional.ofNullable(known.templates.get(id));
  }

  static boolean add(Connection transaction, Pattern pattern, long templateId, Instant now) throws SQLException {
    return Sql.update(transaction, """
        insert into api_record_rule (domain, app, stream, template_id, created_at) values (?, ?, ?, ?, ?)
        on conflict (domain, app, stream) do nothing""", pattern.domain, pattern.app, pattern.stream, templateId, now) == 1;
  }

  /** False when there is none for exactly this. */
  static boolean remove(Connection transaction, Pattern pattern) throws SQLException {
    return Sql.update(transaction, "delete from api_record_rule where domain = ? and app = ? and stream = ?",
        pattern.domain, pattern.app, pattern.stream) == 1;
  }

  static boolean uses(Connection connection, long templateId) throws SQLException {
    return Sql.number(connection, "select count(*) from api_record_rule where template_id = ?", templateId) > 0;
  }

  static List<Rule> list(Connection connection) throws SQLException {
    return Sql.list(connection, "select * from api_record_rule order by created_at, domain, app, stream", row -> new Rule(
        new Pattern(row.getString("domain"), row.getString("app"), row.getString("stream")), row.getLong("template_id"),
        Sql.instant(row, "created_at")));
  }
}
