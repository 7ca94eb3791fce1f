package io.livetape.rtmp;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.media.MalformedMediaException;
import io.livetape.rtmp.amf.AmfValue;
import io.livetape.rtmp.message.MalformedMessageException;
import io.livetape.rtmp.message.MessageType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One publisher's push: its media, and when it last gave any. The publisher's event loop only. */
final class Publishing {
  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

  private final int streamId;
  private final LiveStream stream;
  private final TagIntake intake;
  private final String logPrefix;
  private final long beganNanos = System.nanoTime();
  private long lastMediaNanos = beganNanos;
  /** Whether media came since somebody asked; saves looking at the clock for each message. */
  private boolean heard;
  private boolean unpublished;
  private long unpublishedNanos;
  private boolean metadataLogged;

  Publishing(int streamId, LiveStream stream, TagIntake intake, String logPrefix) {
    this.streamId = streamId;
    this.stream = stream;
    this.intake = intake;
    this.logPrefix = logPrefix;
  }

  /** The message stream that the push came on. */
  int streamId() {
    return streamId;
  }

  /** An audio or video message. */
  void media(int typeId, long timestampMs, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMessageException {
    heard = true;
    boolean video = typeId == MessageType.VIDEO;
    try {
      if (video) {
        intake.video(timestampMs, buffer, offset, sizeBytes);
      } else {
        intake.audio(timestampMs, buffer, offset, sizeBytes);
      }
    } catch (MalformedMediaException e) {
      throw new MalformedMessageException(video ? "video" : "audio", e);
    }
  }

  /** A data message; of interest is what the encoder says about itself, for the log, and which tracks it promises. */
  void data(List<AmfValue> values) {
    heard = true;
    int name = !values.isEmpty() && values.getFirst().textOr("").equals("@setDataFrame") ? 1 : 0;
    boolean metadata = values.size() > name + 1 && values.get(name).textOr("").equals("onMetaData");
    if (metadata && !metadataLogged) {
      metadataLogged = true;
      AmfValue about = values.get(name + 1);
      LOG.info("{} encoder says: {}x{}, {} fps, {} + {} kbit/s", logPrefix, number(about, "width"), number(about, "height"),
          number(about, "framerate"), number(about, "videodatarate"), number(about, "audiodatarate"));
      stream.promiseTracks(promised(about, "audiocodecid") + promised(about, "videocodecid"));
    }
  }

  /** The publisher announced that it will end. */
  void unpublished() {
    unpublished = true;
    unpublishedNanos = System.nanoTime();
  }

  /** Whether the publisher announced its end longer ago than this. */
  boolean unpublishedFor(Duration span, long nowNanos) {
    return unpublished && nowNanos - unpublishedNanos > span.toNanos();
  }

  /** Whether there was no media for so long; to be asked often, since media counts as of the time of asking. */
  boolean silentFor(Duration span, long nowNanos) {
    if (heard) {
      heard = false;
      lastMediaNanos = nowNanos;
    }
    return nowNanos - lastMediaNanos > span.toNanos();
  }

  void end(EndReason reason) {
    long seconds = Duration.ofNanos(System.nanoTime() - beganNanos).toSeconds();
    LOG.info("{} push of {} ended after {} s and {} bytes: {}", logPrefix, stream.key(), seconds, stream.receivedBytes(), reason.text());
    stream.end(reason);
  }

  private static int promised(AmfValue about, String codec) {
    return about.property(codec) instanceof AmfValue.Nothing ? 0 : 1;
  }

  private static long number(AmfValue about, String name) {
    return Math.round(about.property(name).numberOr(0));
  }
}
