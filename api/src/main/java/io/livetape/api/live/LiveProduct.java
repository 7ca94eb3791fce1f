package io.livetape.api.live;

import io.livetape.api.Domains;
import io.livetape.api.ForbiddenStreams;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.Product;
import io.livetape.callback.EndpointCheck;
import io.livetape.db.Database;
import io.livetape.live.LiveStreams;
import io.livetape.record.Recorder;
import io.livetape.record.task.RecordTasks;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The product "live": what is recorded of which stream, and the streams themselves (contract 3). */
public final class LiveProduct {
  private static final String VERSION = "2018-08-01";

  private LiveProduct() {}

  /**
   * What its actions work on.
   *
   * @param receivers says which callback addresses may be used
   * @param serverIp this machine's address
   */
  public record Parts(
      Database database, RecordRules rules, RecordTasks tasks, Recorder recorder, LiveStreams streams, Domains domains,
      ForbiddenStreams forbidden, EndpointCheck receivers, String serverIp, InstantSource clock) {
    /** Tasks of the older kind, which the oldest interface makes too. */
    public OlderTasks olderTasks() {
      return new OlderTasks(tasks, streams, new TaskIds(database), clock);
    }
  }

  public static Product of(Parts parts) {
    Database database = parts.database;
    InstantSource clock = parts.clock;
    List<Action<?, ?>> actions = new ArrayList<>();
    actions.addAll(new RecordTemplateActions(database, parts.rules, clock).all());
    actions.addAll(new RecordRuleActions(database, parts.rules, clock).all());
    actions.addAll(new RecordTaskActions(parts.tasks, new TaskIds(database), clock).all());
    actions.addAll(new OlderRecordActions(parts.olderTasks()).all());
    actions.addAll(new CallbackTemplateActions(database, new ReceiverCheck(parts.receivers), clock).all());
    actions.addAll(new CallbackRuleActions(database, clock).all());
    actions.addAll(new StreamActions(database, parts.streams, parts.recorder, parts.forbidden, clock).all());
    actions.addAll(new StreamListActions(parts.streams, parts.serverIp, clock).all());
    actions.addAll(new StreamHistoryActions(database, parts.streams, clock).all());
    actions.addAll(new AuthKeyActions(database, parts.domains).all());
    actions.addAll(new DomainActions(database, parts.domains, clock).all());
    return new Product("live", VERSION, _ -> "InvalidParameterValue", actions);
  }
}
