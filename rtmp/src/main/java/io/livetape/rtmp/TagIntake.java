package io.livetape.rtmp;

import io.livetape.live.LiveStream;
import io.livetape.media.Bytes;
import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.PictureSize;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import io.livetape.media.flv.FlvTagBody;
import io.livetape.media.flv.FlvTagBody.Codec;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audio and video messages of one push to tracks and samples of its live stream. Allocates nothing per message. The publisher's event
 * loop only.
 */
final class TagIntake {
  private static final Logger LOG = LoggerFactory.getLogger(TagIntake.class);
  private static final int TIMESCALE = 1000;

  private final LiveStream stream;
  private final RtmpMetrics metrics;
  private final String logPrefix;
  private final FlvTagBody body = new FlvTagBody();
  private final Sample sample = new Sample();
  private final TimestampUnwrap unwrap = new TimestampUnwrap();
  private final Lane video = new Lane(Track.VIDEO_ID, "video");
  private final Lane audio = new Lane(Track.AUDIO_ID, "audio");
  /** A VP9 configuration that waits for a key frame, which tells the size of the picture. */
  private Bytes vp9Config;

  TagIntake(LiveStream stream, RtmpMetrics metrics, String logPrefix) {
    this.stream = stream;
    this.metrics = metrics;
    this.logPrefix = logPrefix;
  }

  /** @param timestampMs unsigned 32 bits */
  void video(long timestampMs, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMediaException {
    long timeMs = unwrap.unwrap(timestampMs);
    body.readVideo(buffer, offset, sizeBytes);
    if (body.codec() == Codec.VP9) {
      vp9(buffer);
    }
    take(video, timeMs, buffer);
  }

  /** @param timestampMs unsigned 32 bits */
  void audio(long timestampMs, ByteBuffer buffer, int offset, int sizeBytes) throws MalformedMediaException {
    long timeMs = unwrap.unwrap(timestampMs);
    body.readAudio(buffer, offset, sizeBytes);
    take(audio, timeMs, buffer);
  }

  private void take(Lane lane, long timeMs, ByteBuffer buffer) throws MalformedMediaException {
    switch (body.kind()) {
      case CONFIG -> {
        if (body.codec() != Codec.VP9) {
          lane.announce(body.codec(), body.format());
        }
      }
      case FRAME -> lane.write(timeMs, buffer);
      case UNSUPPORTED -> lane.unsupported();
      case END, IGNORED -> { }
    }
  }

  private void vp9(ByteBuffer buffer) throws MalformedMediaException {
    if (body.kind() == FlvTagBody.Kind.CONFIG) {
      vp9Config = body.config();
    } else if (body.kind() == FlvTagBody.Kind.FRAME && body.sync() && vp9Config != null) {
      Optional<PictureSize> size = Vp9.dimensionsOf(buffer, body.dataOffset(), body.dataSizeBytes());
      if (size.isPresent()) {
        video.announce(Codec.VP9, Vp9.parse(vp9Config, size.get().width(), size.get().height()));
      }
    }
  }

  /** One of the two tracks. */
  private final class Lane {
    private final int trackId;
    private final String name;
    private Codec codec;
    private Track track;
    private boolean unsupportedSeen;

    Lane(int trackId, String name) {
      this.trackId = trackId;
      this.name = name;
    }

    void announce(Codec newCodec, Format format) {
      if (track != null && track.format().equals(format)) {
        return;
      }
      codec = newCodec;
      track = new Track(trackId, TIMESCALE, format);
      LOG.info("{} {} is {}", logPrefix, name, format.codecs());
      stream.track(track);
    }

    void write(long timeMs, ByteBuffer buffer) {
      if (body.codec() != codec) {
        metrics.framesBeforeConfig.increment();
        return;
      }
      stream.write(sample.set(track, timeMs, body.compositionOffsetMs(), body.sync(), buffer, body.dataOffset(), body.dataSizeBytes()));
    }

    void unsupported() {
      metrics.unsupportedFrames.increment();
      if (!unsupportedSeen) {
        unsupportedSeen = true;
        LOG.warn("{} {} codec {} is not supported; its messages are dropped", logPrefix, name, body.codecText());
      }
    }
  }
}
