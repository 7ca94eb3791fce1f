package io.livetape.api;

import io.livetape.live.EndReason;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.media.FileFormat;
import io.livetape.media.Pictures;
import io.livetape.record.LandedFile;
import io.livetape.record.RecordPlan;
import io.livetape.record.RecordingEvent;
import io.livetape.record.TimelineSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events as receivers get them, of a stream that nobody has pushed, to try a receiver with. Pure; any thread. */
public record SampleEvents(CallbackBodies bodies) {
  /** The stream's name and that of its file. */
  public static final String STREAM = "livetape-test";

  private static final Duration LENGTH = Duration.ofSeconds(10);

  /** The push that they are of. */
  public static Push push(Instant now) {
    return new Push(new StreamKey("live", STREAM), "0", "localhost", "", "rtmp", "127.0.0.1", now.minus(LENGTH));
  }

  /** The body of an event of this kind that happens now. */
  public String body(EventKind kind, Instant now) {
    Push push = push(now);
    return switch (kind) {
      case PUSH_BEGAN -> bodies.pushBegan(push);
      case PUSH_ENDED -> bodies.pushEnded(push, EndReason.DELETE_STREAM, now, Picture.NONE);
      case FILE_RECORDED -> bodies.fileRecorded(file(push, now), "", "");
      case RECORD_STATUS -> bodies.recordStatus(
          new RecordingEvent(RecordingEvent.Kind.STARTED, push, RecordPlan.NOTHING, FileFormat.MP4, 0, 1, now));
      case RECORD_EXCEPTION -> bodies.recordException(
          new TimelineSpan(push, RecordPlan.NOTHING, 0, now, List.of()), FileFormat.MP4, ExceptionLevel.INFO, List.of());
    };
  }

  /** Without id and address: there is nothing to fetch. */
  private static LandedFile file(Push push, Instant now) {
    return new LandedFile(0, FileFormat.MP4, push, RecordPlan.NOTHING, push.startedAt(), now, LENGTH.toMillis(), 0, 0, 0, 0, "", "",
        Pictures.NONE, 0, List.of(), "", false);
  }
}
