package io.livetape.api.live;

import io.livetape.api.CallbackRules;
import io.livetape.api.CallbackRules.Rule;
import io.livetape.api.CallbackTemplates;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.db.Database;
import io.livetape.live.StreamKey;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** Callback rules: which streams' events follow which template (contract 3.4). They hold from the next event on. */
final class CallbackRuleActions {
  private static final int COUNT_MAX = 500;

  private final Database database;
  private final InstantSource clock;

  CallbackRuleActions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        Action.command("CreateLiveCallbackRule", "Sends the events of streams by a template.", Create.class, this::create),
        Action.command("DeleteLiveCallbackRule", "Deletes the rule for exactly these names.", Delete.class, this::delete),
        new Action<>("DescribeLiveCallbackRules", "Tells all callback rules.", Action.Nothing.class, All.class, this::describeAll));
  }

  record Create(
      @Required String domainName,
      @Required @Size(max = StreamKey.NAME_MAX_CHARS) @About("Empty: any application.") String appName,
      @Required Long templateId) {}

  private void create(Create request) throws SQLException {
    Rule rule = new Rule(DomainName.of(request.domainName), request.appName, request.templateId, clock.instant());
    database.writeNow(transaction -> {
      if (CallbackTemplates.find(transaction, request.templateId).isEmpty()) {
        throw new ApiException("InvalidParameter.ConfNotFound", "TemplateId: there is no callback template " + request.templateId + ".");
      }
      if (!CallbackRules.add(transaction, rule)) {
        throw new ApiException("FailedOperation.RuleAlreadyExist", "The rule already exists.");
      }
      if (CallbackRules.list(transaction).size() > COUNT_MAX) {
        throw new ApiException("InternalError.ConfOutLimit", "There are " + COUNT_MAX + " callback rules already.");
      }
      return null;
    });
  }

  record Delete(@Required String domainName, @Required String appName) {}

  private void delete(Delete request) throws SQLException {
    String domain = DomainName.of(request.domainName);
    database.writeNow(transaction -> {
      if (!CallbackRules.remove(transaction, domain, request.appName)) {
        throw new ApiException("FailedOperation.NotFound", "DomainName, AppName: there is no rule for exactly these.");
      }
      return null;
    });
  }

  record CallBackRuleInfo(String createTime, String updateTime, long templateId, String domainName, String appName) {
    static CallBackRuleInfo of(Rule rule) {
      String createdAt = Beijing.text(rule.createdAt());
      return new CallBackRuleInfo(createdAt, createdAt, rule.templateId(), rule.domain(), rule.app());
    }
  }

  record All(List<CallBackRuleInfo> rules) {}

  private All describeAll(Action.Nothing request) throws SQLException {
    return new All(database.readNow(CallbackRules::list).stream().map(CallBackRuleInfo::of).toList());
  }
}
