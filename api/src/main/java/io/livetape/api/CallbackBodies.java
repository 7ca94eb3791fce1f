package io.livetape.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.media.FileFormat;
import io.livetape.record.LandedFile;
import io.livetape.record.RecordingEvent;
import io.livetape.record.TimelineEntry;
import io.livetape.record.TimelineSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The JSON bodies of events (contract 4), without {@code t} and {@code sign}, which are made anew for each delivery. */
public final class CallbackBodies {
  private final long appId;
  private final String node;

  /** @param node this server's address as events name it */
  public CallbackBodies(long appId, String node) {
    this.appId = appId;
    this.node = node;
  }

  /** Event 100: a recorded file exists (contract 4.2). */
  public String fileRecorded(LandedFile file, String videoId, String videoUrl) {
    Push push = file.push();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("event_type", 100);
    stream(body, push);
    body.put("file_id", Long.toString(file.fileId()));
    body.put("record_file_id", Long.toString(file.fileId()));
    body.put("video_id", videoId);
    body.put("file_format", file.format().label());
    body.put("task_id", file.plan().taskId());
    body.put("start_time", file.startedAt().getEpochSecond());
    body.put("start_time_usec", file.startedAt().getNano() / 1000);
    body.put("end_time", file.endedAt().getEpochSecond());
    body.put("end_time_usec", file.endedAt().getNano() / 1000);
    body.put("duration", Math.round(file.durationMs() / 1000.0));
    body.put("file_size", file.sizeBytes());
    // A task's recording has nothing to do with how the stream was pushed (contract 3.3).
    body.put("stream_param", file.plan().taskId().isEmpty() ? push.query() : "");
    body.put("video_url", videoUrl);
    body.put("media_start_time", file.mediaStartMs());
    body.put("record_bps", 0);
    body.put("callback_ext", extension(file));
    return body.toString();
  }

  /** Event 1: a push began (contract 4.3). */
  public String pushBegan(Push push) {
    ObjectNode body = push(1, push, push.startedAt());
    body.put("errcode", 0);
    body.put("errmsg", "ok");
    size(body, Picture.NONE);
    return body.toString();
  }

  /** Event 0: a push ended (contract 4.3). */
  String pushEnded(Push push, EndReason reason, Instant at, Picture picture) {
    ObjectNode body = push(0, push, at);
    body.put("errcode", EndCode.of(reason).code());
    body.put("errmsg", reason.text());
    body.put("push_duration", Long.toString(Math.max(0, Duration.between(push.startedAt(), at).toMillis())));
    size(body, picture);
    return body.toString();
  }

  /** Event 332: how a recording goes (contract 4.4). */
  String recordStatus(RecordingEvent event) {
    Push push = event.push();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("event_type", 332);
    body.put("appid", appId);
    body.put("appname", push.stream().app());
    body.put("domain", push.domain());
    body.put("stream_id", push.stream().name());
    body.put("event_time", event.at().getEpochSecond());
    body.put("record_event", switch (event.kind()) {
      case STARTED -> "record_start_succeeded";
      case START_FAILED -> "record_start_failed";
      case FAILED -> "record_error";
      case RESUMED -> "record_resumed";
      case ENDED -> "record_ended";
    });
    body.put("record_detail", recordDetail(event));
    body.put("seq", event.number());
    body.put("session_id", Long.toString(event.sessionId()));
    return body.toString();
  }

  /** Event 341: what happened in a recording within about a minute, of one level, as one of its formats has it (contract 4.4). */
  String recordException(TimelineSpan span, FileFormat format, ExceptionLevel level, List<TimelineEntry> entries) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("event_type", 341);
    body.put("appid", appId);
    body.put("stream_id", span.push().stream().name());
    body.put("session_id", Long.toString(span.sessionId()));
    body.put("file_format", format.label());
    body.put("timestamp", span.at().getEpochSecond());
    body.put("exception_level", level.label());
    ArrayNode exceptions = body.putArray("exception");
    for (TimelineEntry entry : entries) {
      RecordingException exception = RecordingException.of(entry.kind()).orElseThrow();
      exceptions.addObject().put("type", exception.type()).put("occurs", entry.count()).put("desc", exception.description(entry));
    }
    return body.toString();
  }

  private static String recordDetail(RecordingEvent event) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("file_format", switch (event.format()) {
      case FLV -> 1;
      case HLS -> 2;
      case MP4 -> 3;
      case AAC -> 4;
    });
    detail.put("record_bps", 0);
    // By a template, or by an API task.
    detail.put("start_model", event.plan().taskId().isEmpty() ? 1 : 5);
    detail.put("record_content", 1);
    detail.put("source_type", 1);
    detail.put("codec_temp_id", 0);
    return detail.toString();
  }

  private ObjectNode push(int eventType, Push push, Instant at) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("event_type", eventType);
    stream(body, push);
    body.put("event_time", at.getEpochSecond());
    body.put("sequence", push.sequence());
    body.put("node", node);
    body.put("user_ip", push.userIp());
    body.put("stream_param", push.query());
    return body;
  }

  private void stream(ObjectNode body, Push push) {
    body.put("appid", appId);
    body.put("app", push.domain());
    body.put("appname", push.stream().app());
    body.put("stream_id", push.stream().name());
    body.put("channel_id", push.stream().name());
  }

  private static void size(ObjectNode body, Picture picture) {
    body.put("set_id", 1);
    body.put("width", picture.width());
    body.put("height", picture.height());
  }

  private static String extension(LandedFile file) {
    ObjectNode extension = JsonNodeFactory.instance.objectNode();
    extension.put("video_codec", file.videoCodec());
    extension.put("resolution", file.width() + "x" + file.height());
    return extension.toString();
  }
}
