package io.livetape.api.live;

import io.livetape.api.live.RecordRules.Pattern;
import io.livetape.api.live.RecordRules.Rule;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.db.Database;
import io.livetape.live.StreamKey;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** Record rules: which streams are recorded by which template (contract 3.2). They hold from the next push on. */
final class RecordRuleActions {
  private final Database database;
  private final RecordRules rules;
  private final InstantSource clock;

  RecordRuleActions(Database database, RecordRules rules, InstantSource clock) {
    this.database = database;
    this.rules = rules;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        Action.command("CreateLiveRecordRule", "Records streams by a template, from their next push on.", Create.class, this::create),
        Action.command("DeleteLiveRecordRule", "Deletes the rule for exactly these names.", Delete.class, this::delete),
        new Action<>("DescribeLiveRecordRules", "Tells all record rules.", Action.Nothing.class, All.class, this::describeAll));
  }

  record Create(
      @Required String domainName,
      @Required Long templateId,
      @Default("") @Size(max = StreamKey.NAME_MAX_CHARS) @About("Empty: any application.") String appName,
      @Default("") @Size(max = StreamKey.NAME_MAX_CHARS) @About("Empty: any stream.") String streamName) {}

  private void create(Create request) throws SQLException {
    Pattern pattern = new Pattern(DomainName.of(request.domainName), request.appName, request.streamName);
    database.writeNow(transaction -> {
      if (RecordTemplates.find(transaction, request.templateId).isEmpty()) {
        throw new ApiException("InvalidParameter.ConfNotFound", "TemplateId: there is no record template " + request.templateId + ".");
      }
      if (!RecordRules.add(transaction, pattern, request.templateId, clock.instant())) {
        throw new ApiException("FailedOperation.RuleAlreadyExist", "The rule already exists.");
      }
      if (RecordRules.list(transaction).size() > RecordRules.COUNT_MAX) {
        throw new ApiException("InternalError.ConfOutLimit", "There are " + RecordRules.COUNT_MAX + " record rules already.");
      }
      return null;
    });
    rules.reload();
  }

  record Delete(
      @Required String domainName,
      @Default("") String appName,
      @Default("") String streamName) {}

  private void delete(Delete request) throws SQLException {
    Pattern pattern = new Pattern(DomainName.of(request.domainName), request.appName, request.streamName);
    database.writeNow(transaction -> {
      if (!RecordRules.remove(transaction, pattern)) {
        throw new ApiException("FailedOperation.NotFound", "DomainName, AppName, StreamName: there is no rule for exactly these.");
      }
      return null;
    });
    rules.reload();
  }

  record RuleInfo(String createTime, String updateTime, long templateId, String domainName, String appName, String streamName) {
    static RuleInfo of(Rule rule) {
      String createdAt = Beijing.text(rule.createdAt());
      return new RuleInfo(createdAt, createdAt, rule.templateId(), rule.pattern().domain(), rule.pattern().app(), rule.pattern().stream());
    }
  }

  record All(List<RuleInfo> rules) {}

  private All describeAll(Action.Nothing request) throws SQLException {
    return new All(database.readNow(RecordRules::list).stream().map(RuleInfo::of).toList());
  }
}
