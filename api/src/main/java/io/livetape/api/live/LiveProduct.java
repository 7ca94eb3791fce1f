package io.livetape.api.live;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.Product;
import io.livetape.callback.EndpointCheck;
import io.livetape.db.Database;
import io.livetape.live.LiveStreams;
import io.livetape.record.task.RecordTasks;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The product "live": what is recorded of which stream, and the streams themselves (contract 3). */
public final class LiveProduct {
  private static final String VERSION = "2018-08-01";

  private LiveProduct() {}

  /** What its actions work on. */
  public record Parts(
      Database database, RecordRules rules, RecordTasks tasks, LiveStreams streams, EndpointCheck receivers, InstantSource clock) {}

  public static Product of(Parts parts) {
    List<Action<?, ?>> actions = new ArrayList<>();
    actions.addAll(new RecordTemplateActions(parts.database, parts.rules, parts.clock).all());
    actions.addAll(new RecordRuleActions(parts.database, parts.rules, parts.clock).all());
    TaskIds taskIds = new TaskIds(parts.database);
    actions.addAll(new RecordTaskActions(parts.tasks, taskIds, parts.clock).all());
    actions.addAll(new OlderRecordActions(new OlderTasks(parts.tasks, parts.streams, taskIds, parts.clock)).all());
    actions.addAll(new CallbackTemplateActions(parts.database, new ReceiverCheck(parts.receivers), parts.clock).all());
    actions.addAll(new CallbackRuleActions(parts.database, parts.clock).all());
    return new Product("live", VERSION, _ -> "InvalidParameterValue", actions);
  }
}
