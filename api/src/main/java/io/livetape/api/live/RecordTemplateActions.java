package io.livetape.api.live;

import io.livetape.api.live.RecordTemplate.FlvSpecialParam;
import io.livetape.api.live.RecordTemplate.HlsSpecialParam;
import io.livetape.api.live.RecordTemplate.RecordParam;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Form;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.db.Database;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** Record templates: what recordings to make (contract 3.1). Which streams they are for is said by {@link RecordRuleActions}. */
final class RecordTemplateActions {
  private static final String NAME = "[\\p{L}\\p{N}_-]+";
  private static final String NAME_WORDS = "letters, digits, _ and -";

  private final Database database;
  private final RecordRules rules;
  private final InstantSource clock;

  RecordTemplateActions(Database database, RecordRules rules, InstantSource clock) {
    this.database = database;
    this.rules = rules;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("CreateLiveRecordTemplate", "Makes a record template.", Create.class, Created.class, this::create),
        Action.command("ModifyLiveRecordTemplate", "Changes a record template from the next push on.", Modify.class, this::modify),
        Action.command("DeleteLiveRecordTemplate", "Deletes a record template that no rule uses.", Id.class, this::delete),
        new Action<>("DescribeLiveRecordTemplate", "Tells one record template.", Id.class, One.class, this::describe),
        new Action<>("DescribeLiveRecordTemplates", "Tells all record templates.", DescribeAll.class, All.class, this::describeAll));
  }

  record Create(
      @Required @Size(min = 1, max = 255) @Form(regex = NAME, words = NAME_WORDS) String templateName,
      @Default("") @Size(max = 1024) String description,
      RecordParam flvParam,
      RecordParam hlsParam,
      RecordParam mp4Param,
      RecordParam aacParam,
      @Default("0") @Between(max = 1) Long isDelayLive,
      HlsSpecialParam hlsSpecialParam,
      RecordParam mp3Param,
      @Default("false") Boolean removeWatermark,
      @Default("0") @Between(max = 1) Long cosStore,
      FlvSpecialParam flvSpecialParam) {}

  record Created(long templateId) {}

  private Created create(Create request) throws SQLException {
    long templateId = database.writeNow(transaction -> {
      long id = RecordTemplates.nextId(transaction);
      RecordTemplate template = new RecordTemplate(id, request.templateName, request.description, request.flvParam, request.hlsParam,
          request.mp4Param, request.aacParam, request.isDelayLive, request.hlsSpecialParam, request.mp3Param, request.removeWatermark,
          request.cosStore, request.flvSpecialParam);
      RecordTemplates.put(transaction, template, clock.instant());
      return id;
    });
    rules.reload();
    return new Created(templateId);
  }

  record Modify(
      @Required Long templateId,
      @Size(min = 1, max = 255) @Form(regex = NAME, words = NAME_WORDS) String templateName,
      @Size(max = 1024) String description,
      RecordParam flvParam,
      RecordParam hlsParam,
      RecordParam mp4Param,
      RecordParam aacParam,
      HlsSpecialParam hlsSpecialParam,
      RecordParam mp3Param,
      Boolean removeWatermark,
      FlvSpecialParam flvSpecialParam) {

    /** What is not given stays; a part that is given replaces the whole part. */
    RecordTemplate of(RecordTemplate old) {
      return new RecordTemplate(old.templateId(), or(templateName, old.templateName()), or(description, old.description()),
          or(flvParam, old.flvParam()), or(hlsParam, old.hlsParam()), or(mp4Param, old.mp4Param()), or(aacParam, old.aacParam()),
          old.isDelayLive(), or(hlsSpecialParam, old.hlsSpecialParam()), or(mp3Param, old.mp3Param()),
          or(removeWatermark, old.removeWatermark()), old.cosStore(), or(flvSpecialParam, old.flvSpecialParam()));
    }

    private static <T> T or(T given, T old) {
      return given == null ? old : given;
    }
  }

  private void modify(Modify request) throws SQLException {
    database.writeNow(transaction -> {
      RecordTemplate old = RecordTemplates.find(transaction, request.templateId).orElseThrow(() -> notFound(request.templateId));
      RecordTemplates.put(transaction, request.of(old), clock.instant());
      return null;
    });
    rules.reload();
  }

  record Id(@Required Long templateId) {}

  private void delete(Id request) throws SQLException {
    database.writeNow(transaction -> {
      if (RecordRules.uses(transaction, request.templateId)) {
        throw new ApiException("FailedOperation.ConfInUsed", "TemplateId: a rule uses the record template " + request.templateId + ".");
      }
      if (!RecordTemplates.remove(transaction, request.templateId)) {
        throw notFound(request.templateId);
      }
      return null;
    });
    rules.reload();
  }

  record One(RecordTemplate template) {}

  private One describe(Id request) throws SQLException {
    return new One(database.readNow(connection -> RecordTemplates.find(connection, request.templateId))
        .orElseThrow(() -> notFound(request.templateId)));
  }

  record DescribeAll(@Default("0") @Between(max = 1) Long isDelayLive) {}

  record All(List<RecordTemplate> templates) {}

  private All describeAll(DescribeAll request) throws SQLException {
    return new All(database.readNow(RecordTemplates::list).stream()
        .filter(template -> template.isDelayLive().equals(request.isDelayLive)).toList());
  }

  private static ApiException notFound(long templateId) {
    return new ApiException("FailedOperation.NotFound", "TemplateId: there is no record template " + templateId + ".");
  }
}
