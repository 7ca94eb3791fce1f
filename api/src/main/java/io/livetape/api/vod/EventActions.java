package io.livetape.api.vod;

import io.livetape.api.VodEventConfig;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.callback.EndpointCheck;
import io.livetape.callback.OutboxEvent;
import io.livetape.callback.RefusedEndpointException;
import io.livetape.db.Database;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Where events go, and pulling them (contract 6.8). */
final class EventActions {
  private static final Duration PULL_PATIENCE = Duration.ofSeconds(5);
  private static final String ON = "ON";
  private static final String OFF = "OFF";

  private final Database database;
  private final EventQueue queue;
  private final EndpointCheck receivers;

  EventActions(Database database, EventQueue queue, EndpointCheck receivers) {
    this.database = database;
    this.queue = queue;
    this.receivers = receivers;
  }

  List<Action<?, ?>> all() {
    return List.of(
        Action.command("ModifyEventConfig", "Says where events go and which there are; what is left out stays.", Config.class,
            this::modify),
        new Action<>("DescribeEventConfig", "Tells where events go, without the key.", Which.class, Told.class, _ -> describe()),
        new Action<>("PullEvents", "Gives out events, waiting for them up to 5 s.", Pull.class, Pulled.class, _ -> pull()),
        Action.command("ConfirmEvents", "Events that were pulled are done with.", Confirm.class,
            request -> queue.confirm(request.eventHandles)));
  }

  record Config(
      Long subAppId,
      @OneOf({VodEventConfig.PUSH, VodEventConfig.PULL}) String mode,
      @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) @About("Empty for none.") String notificationUrl,
      @OneOf({ON, OFF}) String uploadMediaCompleteEventSwitch,
      @OneOf({ON, OFF}) String deleteMediaCompleteEventSwitch,
      @OneOf({ON, OFF}) String persistenceCompleteEventSwitch,
      @Form(regex = "[A-Za-z0-9]{0,32}", words = "at most 32 letters and digits") @About("Signs pushed events.") String signKey) {
    VodEventConfig over(VodEventConfig old) {
      return new VodEventConfig(mode == null ? old.mode() : mode, notificationUrl == null ? old.notificationUrl() : notificationUrl,
          on(uploadMediaCompleteEventSwitch, old.uploads()), on(deleteMediaCompleteEventSwitch, old.deletions()),
          on(persistenceCompleteEventSwitch, old.persistence()), signKey == null ? old.signKey() : signKey);
    }

    private static boolean on(String given, boolean old) {
      return given == null ? old : given.equals(ON);
    }
  }

  private void modify(Config request) throws SQLException {
    if (request.notificationUrl != null && !request.notificationUrl.isEmpty()) {
      check(request.notificationUrl);
    }
    database.writeNow(transaction -> {
      VodEventConfig config = request.over(VodEventConfig.read(transaction));
      if (config.mode().equals(VodEventConfig.PUSH) && config.notificationUrl().isEmpty()) {
        throw new ApiException("InvalidParameterValue.NotificationUrl", "Events cannot be pushed without a `NotificationUrl`.");
      }
      config.store(transaction);
      return null;
    });
  }

  /** A name that is not known now may be later; it is checked again before each attempt. */
  private void check(String url) {
    try {
      receivers.addresses(new URI(url));
    } catch (URISyntaxException _) {
      throw new ApiException("InvalidParameterValue.NotificationUrl", "`NotificationUrl` is no address.");
    } catch (RefusedEndpointException e) {
      throw new ApiException("InvalidParameterValue.NotificationUrl", "`NotificationUrl` cannot be a receiver: " + e.getMessage() + ".");
    } catch (IOException _) {
      return;
    }
  }

  record Which(Long subAppId) {}

  record Told(
      String mode, String notificationUrl, String uploadMediaCompleteEventSwitch, String deleteMediaCompleteEventSwitch,
      String persistenceCompleteEventSwitch) {}

  private Told describe() throws SQLException {
    VodEventConfig config = database.readNow(VodEventConfig::read);
    return new Told(config.mode(), config.notificationUrl(), text(config.uploads()), text(config.deletions()), text(config.persistence()));
  }

  private static String text(boolean on) {
    return on ? ON : OFF;
  }

  record Pull(String extInfo, Long subAppId) {}

  record Pulled(List<EventContent> eventSet) {}

  private Pulled pull() throws SQLException {
    try {
      List<EventContent> events = queue.take(PULL_PATIENCE);
      if (events.isEmpty()) {
        throw new ApiException("ResourceNotFound", "There is no event.");
      }
      return new Pulled(events);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for events", e);
    }
  }

  record Confirm(@Required @Size(min = 1, max = EventQueue.GIVEN_MAX) List<String> eventHandles, String extInfo, Long subAppId) {}
}
