package io.livetape.api;

import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.callback.OutboxEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the events of some streams go, and the key that signs them (contract 3.4, CallBackTemplateInfo). Addresses for events that do not
 * exist here are kept and given back, and nothing is sent to them.
 */
public record CallbackTemplate(
    @Required Long templateId,
    @Required String templateName,
    @Default("") String description,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String streamBeginNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String streamEndNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String recordNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String recordStatusNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String recordExceptionNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String snapshotNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String pornCensorshipNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String streamMixNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String pushExceptionNotifyUrl,
    @Default("") @Size(max = OutboxEvent.ENDPOINT_MAX_CHARS) String audioAuditNotifyUrl,
    @OneOf({"error", "alarm", "warning", "info"}) List<String> recordExceptionLevels,
    @Default("") @Size(max = 128) String callbackKey) {

  public CallbackTemplate {
    recordExceptionLevels = recordExceptionLevels == null ? List.of() : recordExceptionLevels;
    if (Stream.of(streamBeginNotifyUrl, streamEndNotifyUrl, recordNotifyUrl, recordStatusNotifyUrl, recordExceptionNotifyUrl,
        snapshotNotifyUrl, pornCensorshipNotifyUrl, streamMixNotifyUrl, pushExceptionNotifyUrl, audioAuditNotifyUrl)
        .allMatch(String::isEmpty)) {
      throw new ApiException("InvalidParameter", "A callback template needs at least one address, RecordNotifyUrl for instance.");
    }
  }

  /** One that sends what a configured receiver would get to one address. */
  public static CallbackTemplate basic(long templateId, String name, String url, String key) {
    return new CallbackTemplate(templateId, name, "", url, url, url, "", "", "", "", "", "", "", List.of(), key);
  }

  /** Every address that it has, by the parameter that says it. */
  public Map<String, String> urls() {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("StreamBeginNotifyUrl", streamBeginNotifyUrl);
    urls.put("StreamEndNotifyUrl", streamEndNotifyUrl);
    urls.put("RecordNotifyUrl", recordNotifyUrl);
    urls.put("RecordStatusNotifyUrl", recordStatusNotifyUrl);
    urls.put("RecordExceptionNotifyUrl", recordExceptionNotifyUrl);
    urls.put("SnapshotNotifyUrl", snapshotNotifyUrl);
    urls.put("PornCensorshipNotifyUrl", pornCensorshipNotifyUrl);
    urls.put("StreamMixNotifyUrl", streamMixNotifyUrl);
    urls.put("PushExceptionNotifyUrl", pushExceptionNotifyUrl);
    urls.put("AudioAuditNotifyUrl", audioAuditNotifyUrl);
    urls.values().removeIf(String::isEmpty);
    return urls;
  }

  /** The address for an event; empty: nobody wants to hear of it. */
  public String url(EventKind kind) {
    return switch (kind) {
      case PUSH_BEGAN -> streamBeginNotifyUrl;
      case PUSH_ENDED -> streamEndNotifyUrl;
      case FILE_RECORDED -> recordNotifyUrl;
      case RECORD_STATUS -> recordStatusNotifyUrl;
      case RECORD_EXCEPTION -> recordExceptionNotifyUrl;
    };
  }

  /** The address for an exception of a recording; empty: nobody wants to hear of it. */
  String url(ExceptionLevel level) {
    return level.wanted(recordExceptionLevels) ? recordExceptionNotifyUrl : "";
  }

  /** Neither the key nor the addresses, whose queries may hold others. */
  @Override
  public String toString() {
    return "CallbackTemplate[" + templateId + "]";
  }
}
