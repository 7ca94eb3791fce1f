package io.livetape.api.live;

import io.livetape.api.CallbackRules;
import io.livetape.api.CallbackTemplate;
import io.livetape.api.CallbackTemplates;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** Callback templates: where events go (contract 3.4). Which streams they are for is said by {@link CallbackRuleActions}. */
final class CallbackTemplateActions {
  private static final int COUNT_MAX = 50;
  private static final int URL_MAX = 1024;
  private static final String KEY = "[\\x21-\\x7e]*";

  private final Database database;
  private final ReceiverCheck receivers;
  private final InstantSource clock;

  CallbackTemplateActions(Database database, ReceiverCheck receivers, InstantSource clock) {
    this.database = database;
    this.receivers = receivers;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("CreateLiveCallbackTemplate", "Makes a callback template.", Create.class, Created.class, this::create),
        Action.command("ModifyLiveCallbackTemplate", "Changes a callback template from the next event on.", Modify.class, this::modify),
        Action.command("DeleteLiveCallbackTemplate", "Deletes a callback template that no rule uses.", Id.class, this::delete),
        new Action<>("DescribeLiveCallbackTemplate", "Tells one callback template.", Id.class, One.class, this::describe),
        new Action<>("DescribeLiveCallbackTemplates", "Tells all callback templates.", Action.Nothing.class, All.class, this::describeAll));
  }

  record Create(
      @Required @Size(min = 1, max = 255) String templateName,
      @Default("") @Size(max = 1024) String description,
      @Default("") @Size(max = URL_MAX) @About("Event 1") String streamBeginNotifyUrl,
      @Default("") @Size(max = URL_MAX) @About("Event 0") String streamEndNotifyUrl,
      @Default("") @Size(max = URL_MAX) @About("Event 100") String recordNotifyUrl,
      @Default("") @Size(max = URL_MAX) @About("Event 332") String recordStatusNotifyUrl,
      @Default("") @Size(max = URL_MAX) String snapshotNotifyUrl,
      @Default("") @Size(max = URL_MAX) String pornCensorshipNotifyUrl,
      @Default("") @Size(max = 128) @Form(regex = KEY, words = "printable ASCII") String callbackKey,
      @Default("") @Size(max = URL_MAX) String streamMixNotifyUrl,
      @Default("") @Size(max = URL_MAX) String pushExceptionNotifyUrl,
      @Default("") @Size(max = URL_MAX) String audioAuditNotifyUrl,
      @Default("") @Size(max = URL_MAX) String recordExceptionNotifyUrl,
      @Size(max = 4) @OneOf({"error", "alarm", "warning", "info"}) List<String> recordExceptionLevels) {

    CallbackTemplate template(long id) {
      return new CallbackTemplate(id, templateName, description, streamBeginNotifyUrl, streamEndNotifyUrl, recordNotifyUrl,
          recordStatusNotifyUrl, recordExceptionNotifyUrl, snapshotNotifyUrl, pornCensorshipNotifyUrl, streamMixNotifyUrl,
          pushExceptionNotifyUrl, audioAuditNotifyUrl, recordExceptionLevels, callbackKey);
    }

    @Override
    public String toString() {
      return "Create[" + templateName + "]";
    }
  }

  record Created(long templateId) {}

  private Created create(Create request) throws SQLException {
    receivers.check(request.template(0).urls());
    return new Created(database.writeNow(transaction -> {
      if (CallbackTemplates.list(transaction).size() >= COUNT_MAX) {
        throw new ApiException("InternalError.ConfOutLimit", "There are " + COUNT_MAX + " callback templates already.");
      }
      long id = CallbackTemplates.nextId(transaction);
      CallbackTemplates.put(transaction, request.template(id), clock.instant());
      return id;
    }));
  }

  record Modify(
      @Required Long templateId,
      @Size(min = 1, max = 255) String templateName,
      @Size(max = 1024) String description,
      @Size(max = URL_MAX) String streamBeginNotifyUrl,
      @Size(max = URL_MAX) String streamEndNotifyUrl,
      @Size(max = URL_MAX) String recordNotifyUrl,
      @Size(max = URL_MAX) String recordStatusNotifyUrl,
      @Size(max = URL_MAX) String snapshotNotifyUrl,
      @Size(max = URL_MAX) String pornCensorshipNotifyUrl,
      @Size(max = 128) @Form(regex = KEY, words = "printable ASCII") String callbackKey,
      @Size(max = URL_MAX) String streamMixNotifyUrl,
      @Size(max = URL_MAX) String pushExceptionNotifyUrl,
      @Size(max = URL_MAX) String audioAuditNotifyUrl,
      @Size(max = URL_MAX) String recordExceptionNotifyUrl,
      @Size(max = 4) @OneOf({"error", "alarm", "warning", "info"}) List<String> recordExceptionLevels) {

    /** What is not given stays. */
    CallbackTemplate of(CallbackTemplate old) {
      return new CallbackTemplate(old.templateId(), or(templateName, old.templateName()), or(description, old.description()),
          or(streamBeginNotifyUrl, old.streamBeginNotifyUrl()), or(streamEndNotifyUrl, old.streamEndNotifyUrl()),
          or(recordNotifyUrl, old.recordNotifyUrl()), or(recordStatusNotifyUrl, old.recordStatusNotifyUrl()),
          or(recordExceptionNotifyUrl, old.recordExceptionNotifyUrl()), or(snapshotNotifyUrl, old.snapshotNotifyUrl()),
          or(pornCensorshipNotifyUrl, old.pornCensorshipNotifyUrl()), or(streamMixNotifyUrl, old.streamMixNotifyUrl()),
          or(pushExceptionNotifyUrl, old.pushExceptionNotifyUrl()), or(audioAuditNotifyUrl, old.audioAuditNotifyUrl()),
          or(recordExceptionLevels, old.recordExceptionLevels()), or(callbackKey, old.callbackKey()));
    }

    private static <T> T or(T given, T old) {
      return given == null ? old : given;
    }

    @Override
    public String toString() {
      return "Modify[" + templateId + "]";
    }
  }

  private void modify(Modify request) throws SQLException {
    CallbackTemplate seen = database.readNow(connection -> CallbackTemplates.find(connection, request.templateId))
        .orElseThrow(() -> notFound(request.templateId));
    receivers.check(request.of(seen).urls());
    database.writeNow(transaction -> {
      CallbackTemplate old = CallbackTemplates.find(transaction, request.templateId).orElseThrow(() -> notFound(request.templateId));
      CallbackTemplates.put(transaction, request.of(old), clock.instant());
      return null;
    });
  }

  record Id(@Required Long templateId) {}

  private void delete(Id request) throws SQLException {
    database.writeNow(transaction -> {
      if (CallbackRules.uses(transaction, request.templateId)) {
        throw new ApiException("FailedOperation.ConfInUsed", "TemplateId: a rule uses the callback template " + request.templateId + ".");
      }
      if (!CallbackTemplates.remove(transaction, request.templateId)) {
        throw notFound(request.templateId);
      }
      return null;
    });
  }

  record One(CallbackTemplate template) {}

  private One describe(Id request) throws SQLException {
    return new One(database.readNow(connection -> CallbackTemplates.find(connection, request.templateId))
        .orElseThrow(() -> notFound(request.templateId)));
  }

  record All(List<CallbackTemplate> templates) {}

  private All describeAll(Action.Nothing request) throws SQLException {
    return new All(database.readNow(CallbackTemplates::list));
  }

  private static ApiException notFound(long templateId) {
    return new ApiException("FailedOperation.NotFound", "TemplateId: there is no callback template " + templateId + ".");
  }
}
