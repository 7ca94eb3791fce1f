package io.livetape.app;

import io.livetape.api.CallbackBodies;
import io.livetape.api.EventReceivers;
import io.livetape.app.config.CallbackConfig;
import io.livetape.callback.Dispatcher;
import io.livetape.callback.EndpointCheck;
import io.livetape.callback.Outbox;
import io.livetape.callback.OwnPorts;
import java.sql.SQLException;

/**
 * How customers are told: events are written for their receivers, wait in the outbox, and are delivered.
 *
 * @param bodies what is written of an event
 * @param allowed says which addresses may be receivers
 */
record CallbackPost(Outbox outbox, EventReceivers receivers, CallbackBodies bodies, EndpointCheck allowed, Dispatcher dispatcher) implements Measured {
  /** Begins to deliver what an earlier start left. */
  static CallbackPost open(Ground ground, OpenParts parts) throws SQLException {
    CallbackConfig config = ground.config().callback();
    Outbox outbox = new Outbox(ground.database(), ground.clock());
    EventReceivers receivers = new EventReceivers(ground.database(), outbox, config.url(), config.key().value());
    EndpointCheck allowed = new OwnPorts(PartConfigs.addresses(config), ground::ownPorts);
    Dispatcher dispatcher = parts.add(Dispatcher.start(
        ground.vertx(), outbox, PartConfigs.delivery(config), receivers, allowed, ground.clock()));
    CallbackBodies bodies = new CallbackBodies(ground.config().account().appid(), PartConfigs.nodeAddress());
    return new CallbackPost(outbox, receivers, bodies, allowed, dispatcher);
  }

  @Override
  public void measure(Metrics metrics) {
    metrics.callbacks(new Callbacks(outbox, dispatcher));
  }
}
