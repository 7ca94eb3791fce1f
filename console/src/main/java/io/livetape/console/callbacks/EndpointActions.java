package io.livetape.console.callbacks;

import io.livetape.api.CallbackRules;
import io.livetape.api.CallbackTemplate;
import io.livetape.api.CallbackTemplates;
import io.livetape.api.EventKind;
import io.livetape.api.EventReceivers;
import io.livetape.api.VodEventConfig;
import io.livetape.api.transport.Action;
import io.livetape.api.vod.VodSamples;
import io.livetape.callback.OutboxEvent;
import io.livetape.callback.OutboxLog;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Where events go: the configured receiver, that of events of files, the templates with their rules, and the endpoints that events were
 * given up for.
 */
public final class EndpointActions {
  private final Database database;
  private final EventReceivers receivers;
  private final OutboxLog log;

  public EndpointActions(Database database, CallbackSide side) {
    this.database = database;
    receivers = side.receivers();
    log = new OutboxLog(side.outbox());
  }

  public List<Action<?, ?>> all() {
    return List.of(new Action<>("DescribeCallbackEndpoints", "Where events go, without the keys that sign them.", Action.Nothing.class,
        Endpoints.class, _ -> describe()));
  }

  /** One address of a template, without the parts where some keep secrets. @param kind which events go there */
  record Receiver(String kind, String address) {}

  record Rule(String domainName, String appName) {}

  record Template(
      long templateId, String templateName, String description, boolean hasKey, List<Receiver> receivers, List<Rule> rules) {}

  /** @param address empty for none */
  record Configured(String address, boolean hasKey) {}

  /** @param eventId one of its events, which stands for it */
  record Parked(String address, long eventCount, long eventId) {}

  /**
   * Who is told of files and of tasks on them, by the settings of the product "vod".
   *
   * @param address empty for nobody: then they are pulled
   * @param kinds that go there
   */
  record FileEvents(String address, boolean hasKey, List<String> kinds) {
    static FileEvents of(VodEventConfig config) {
      List<String> kinds = VodSamples.kinds(config);
      return new FileEvents(kinds.isEmpty() ? "" : OutboxEvent.shown(config.notificationUrl()), !config.signKey().isEmpty(), kinds);
    }
  }

  record Endpoints(Configured configured, FileEvents fileEvents, List<Template> templates, List<Parked> parked) {}

  private Endpoints describe() throws SQLException {
    List<Parked> parked = log.parked().stream()
        .map(each -> new Parked(each.address(), each.eventCount(), each.newestId())).toList();
    Configured configured = new Configured(OutboxEvent.shown(receivers.configuredUrl()), receivers.configuredHasKey());
    return database.readNow(connection -> {
      List<CallbackRules.Rule> rules = CallbackRules.list(connection);
      return new Endpoints(configured, FileEvents.of(VodEventConfig.read(connection)),
          CallbackTemplates.list(connection).stream().map(template -> template(template, rules)).toList(), parked);
    });
  }

  private static Template template(CallbackTemplate template, List<CallbackRules.Rule> rules) {
    return new Template(template.templateId(), template.templateName(), template.description(), !template.callbackKey().isEmpty(),
        Arrays.stream(EventKind.values()).filter(kind -> !template.url(kind).isEmpty())
            .map(kind -> new Receiver(kind.label(), OutboxEvent.shown(template.url(kind)))).toList(),
        rules.stream().filter(rule -> rule.templateId() == template.templateId())
            .map(rule -> new Rule(rule.domain(), rule.app())).toList());
  }
}
