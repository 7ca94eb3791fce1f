package io.livetape.console.callbacks;

import io.livetape.api.CallbackTemplate;
import io.livetape.api.CallbackTemplates;
import io.livetape.api.EventKind;
import io.livetape.api.EventReceivers;
import io.livetape.api.SampleEvents;
import io.livetape.api.VodEventConfig;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.callback.Attempt;
import io.livetape.callback.OutboxEvent;
import io.livetape.db.Database;
import io.livetape.live.Push;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Tries a receiver with a made-up event. Only receivers that are set can be tried, never any address that a caller names, and theirs is
 * checked as for every event.
 */
public final class TestActions {
  /** Each may take as long as a receiver takes to answer. */
  static final int AT_A_TIME = 4;

  private final Database database;
  private final CallbackSide side;
  private final InstantSource clock;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  public TestActions(Database database, CallbackSide side, InstantSource clock) {
    this.database = database;
    this.side = side;
    this.clock = clock;
  }

  public List<Action<?, ?>> all() {
    return List.of(new Action<>("TestCallback", "Sends a made-up event to a receiver, once, and tells what came of it.", Ask.class,
        Tried.class, this::test));
  }

  record Ask(
      @About("None: the configured receiver, or that of events of files.") Long templateId,
      @Required @OneOf({"push began", "push ended", "file recorded", "recording status", "recording exception", "vod NewFileUpload",
          "vod FileDeleted", "vod EditMediaComplete", "vod PullComplete", "vod ConcatComplete"}) String kind) {
    boolean ofFiles() {
      return kind.startsWith("vod ");
    }
  }

  /** @param status of the answer; 0 when there was none; @param error why; @param request the body without its signature */
  record Tried(boolean delivered, long status, long durationMs, String error, String answer, String request, String address) {}

  private Tried test(Ask ask) throws SQLException {
    Optional<OutboxEvent> sample = ask.ofFiles() ? ofFiles(ask.kind) : ofStream(ask.templateId, ask.kind);
    OutboxEvent event = sample.orElseThrow(() -> new ApiException("FailedOperation.NoReceiver",
        "This receiver gets no events of the kind \"" + ask.kind + "\": there is no address for them."));
    if (!places.tryAcquire()) {
      throw new ApiException("RequestLimitExceeded", "Too many receivers are being tried just now.");
    }
    try {
      Attempt attempt = side.dispatcher().sendOnce(event);
      return new Tried(attempt.delivered(), attempt.status(), attempt.durationMs(), attempt.error(), attempt.answer(),
          Masked.text(event.body()), event.address());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ApiException("ResourceUnavailable", "The server is stopping.");
    } finally {
      places.release();
    }
  }

  private Optional<OutboxEvent> ofFiles(String kind) throws SQLException {
    return side.fileSamples().event(database.readNow(VodEventConfig::read), kind, clock.instant());
  }

  private Optional<OutboxEvent> ofStream(Long templateId, String label) throws SQLException {
    EventKind kind = Arrays.stream(EventKind.values()).filter(each -> each.label().equals(label)).findFirst().orElseThrow();
    Instant now = clock.instant();
    Push push = SampleEvents.push(now);
    String body = side.samples().body(kind, now);
    if (templateId == null) {
      return side.receivers().toConfigured(kind, push, body);
    }
    CallbackTemplate template = database.readNow(connection -> CallbackTemplates.find(connection, templateId)).orElseThrow(
        () -> new ApiException("ResourceNotFound.Template", "There is no callback template " + templateId + "."));
    return EventReceivers.to(template, kind, push, body);
  }
}
