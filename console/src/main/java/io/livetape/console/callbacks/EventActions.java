package io.livetape.console.callbacks;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.callback.Attempt;
import io.livetape.callback.EventState;
import io.livetape.callback.Outbox;
import io.livetape.callback.OutboxLog;
import io.livetape.callback.StoredEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The events on their way and those that have gone, with every attempt; and sending them again. */
public final class EventActions {
  private final Outbox outbox;
  private final OutboxLog log;

  public EventActions(CallbackSide side) {
    outbox = side.outbox();
    log = new OutboxLog(outbox);
  }

  public List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeCallbackEvents", "A page of the events, those given up first.", Search.class, Events.class, this::search),
        new Action<>("DescribeCallbackEvent", "One event with its request and all its attempts.", Id.class, Whole.class, this::describe),
        Action.command("ResendCallback", "Sends an event again that was given up or delivered.", Id.class, this::resend),
        new Action<>("ResendParkedCallbacks", "Sends all events again that were given up for the endpoint of this one.", Id.class,
            Resent.class, this::resendParked));
  }

  /** @param stream as {@code live/show}; empty for any, as the others */
  record Search(
      @Default("") @OneOf({"", "QUEUED", "WAITING", "DELIVERED", "PARKED"}) String state,
      @Default("") @Size(max = 100) String kind,
      @Default("") @Size(max = 2100) String stream,
      @Default("1") @Between(min = 1, max = 2_000) Long pageNum,
      @Default("50") @Between(min = 1, max = 100) Long pageSize) {}

  /** Times are milliseconds since the epoch. @param nextAt null unless it waits for it; deliveredAt null until it was */
  record Event(
      long id, String state, String kind, String stream, String relatedId, String address, long attemptCount, long createdAt, Long nextAt,
      Long deliveredAt, long lastStatus, String lastError) {}

  record Events(List<Event> events, long totalCount) {}

  private Events search(Search search) throws SQLException {
    Optional<EventState> state = search.state.isEmpty() ? Optional.empty() : Optional.of(EventState.valueOf(search.state));
    int offset = (int) ((search.pageNum - 1) * search.pageSize);
    OutboxLog.Slice slice = log.search(
        new OutboxLog.Filter(state, search.kind, search.stream), offset, search.pageSize.intValue());
    return new Events(
        slice.lines().stream().map(line -> event(line.event(), line.lastStatus(), line.lastError())).toList(), slice.totalCount());
  }

  private static Event event(StoredEvent event, long lastStatus, String lastError) {
    return new Event(event.id(), event.state().name(), event.event().kind(), event.event().orderKey(), event.event().relatedId(),
        event.event().address(), event.attemptCount(), event.createdAt().toEpochMilli(),
        event.state() == EventState.WAITING ? event.nextAt().toEpochMilli() : null,
        event.deliveredAt() == null ? null : event.deliveredAt().toEpochMilli(), lastStatus, lastError);
  }

  record Id(@Required Long id) {}

  /** @param status of the answer; 0 when there was none; @param error why */
  record Try(long number, long startedAt, long durationMs, long status, String error, long requestBytes, String answer) {
    static Try of(Attempt attempt) {
      return new Try(attempt.number(), attempt.startedAt().toEpochMilli(), attempt.durationMs(), attempt.status(), attempt.error(),
          attempt.requestBytes(), attempt.answer());
    }
  }

  /** @param request the body, without the signature that each attempt has anew, and without secrets */
  record Whole(Event event, String request, List<Try> attempts) {}

  private Whole describe(Id request) throws SQLException {
    StoredEvent event = outbox.find(request.id).orElseThrow(() -> notFound(request.id));
    List<Try> attempts = outbox.attempts(request.id).stream().map(Try::of).toList();
    Optional<Try> last = attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    return new Whole(event(event, last.map(Try::status).orElse(0L), last.map(Try::error).orElse("")),
        Masked.text(event.event().body()), attempts);
  }

  private void resend(Id request) throws SQLException {
    if (!outbox.resend(request.id)) {
      throw outbox.find(request.id).isEmpty() ? notFound(request.id)
          : new ApiException("FailedOperation.OnItsWay", "The event " + request.id + " is on its way already.");
    }
  }

  record Resent(long eventCount) {}

  private Resent resendParked(Id request) throws SQLException {
    return new Resent(log.resendParked(request.id).orElseThrow(() -> notFound(request.id)));
  }

  private static ApiException notFound(long id) {
    return new ApiException("ResourceNotFound.Event", "There is no event " + id + "; what was delivered is deleted after a while.");
  }
}
