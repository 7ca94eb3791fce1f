package io.livetape.rtmp;

import io.livetape.live.EndReason;
import io.livetape.live.StreamReader;
import io.livetape.live.Viewer;
import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvMetadata;
import io.livetape.media.flv.FlvTags;
import io.livetape.rtmp.chunk.ChunkWriter;
import io.livetape.rtmp.message.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Samples of a live stream to RTMP messages of one viewer. Called on the publisher's thread; writes to the viewer's channel, whatever
 * its thread. What waits there is bounded: above the limit everything is dropped up to the next key frame that finds room, and
 * a viewer that stays behind is cut off. The publisher never waits.
 */
final class PlayReader implements StreamReader {
  private static final int DATA_CHUNK_STREAM = 5;
  private static final int AUDIO_CHUNK_STREAM = 6;
  private static final int VIDEO_CHUNK_STREAM = 7;

  /** Told on the viewer's event loop. */
  interface Listener {
    void ended();

    void tooSlow();
  }

  private final Channel channel;
  private final int streamId;
  private final RtmpConfig.Playing config;
  private final RtmpMetrics metrics;
  private final Listener listener;
  private final ChunkWriter writer = new ChunkWriter();
  private final ByteBuffer head = ByteBuffer.allocate(16);
  private final Map<Integer, Track> tracks = new TreeMap<>();
  private final Viewer viewer;

  private volatile boolean closed;
  /** Between the beginning, or a skip, and the next sample that can be decoded by itself. */
  private boolean waiting = true;
  private boolean behind;
  private long behindSinceNanos;
  private boolean begun;
  private long firstMs;
  private long lastMs;

  PlayReader(Channel channel, int streamId, RtmpConfig config, RtmpMetrics metrics, Viewer viewer, Listener listener) {
    this.channel = channel;
    this.viewer = viewer;
    this.streamId = streamId;
    this.config = config.playing();
    this.metrics = metrics;
    this.listener = listener;
    writer.chunkSize(config.chunkSizeBytes());
  }

  /** The viewer is gone. Any thread. */
  void close() {
    closed = true;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public void onTrack(Track track) {
    tracks.put(track.id(), track);
    if (!waiting && !closed) {
      sendMetadata();
      sendConfig(track.format());
    }
  }

  @Override
  public void onSample(Sample sample) {
    if (closed || stuck() || waiting && !canBegin(sample)) {
      return;
    }
    tellTime(sample);
    if (waiting) {
      waiting = false;
      behind = false;
      sendMetadata();
      tracks.values().forEach(track -> sendConfig(track.format()));
    }
    if (viewer.full(sample.sizeBytes())) {
      fallBehind();
    } else {
      send(sample);
    }
  }

  /** A viewer's time begins with the first sample that it is sent. */
  private void tellTime(Sample sample) {
    long timeMs = FlvTags.toMs(sample.dts(), sample.track().timescale());
    if (!begun) {
      begun = true;
      firstMs = timeMs;
    }
    lastMs = Math.max(0, timeMs - firstMs);
  }

  @Override
  public void onEnd(EndReason reason) {
    if (!closed) {
      channel.eventLoop().execute(listener::ended);
    }
  }

  /** A key frame, or any sample when there is only sound; after a skip there must be room again as well. */
  private boolean canBegin(Sample sample) {
    if (behind && !viewer.halfEmpty()) {
      if (System.nanoTime() - behindSinceNanos > config.slowMax().toNanos()) {
        cutOff();
      }
      return false;
    }
    boolean soundOnly = tracks.values().stream().noneMatch(Track::video);
    return sample.track().video() ? sample.sync() : soundOnly;
  }

  /** A viewer that takes nothing at all is cut off before its queue is full: there may be thousands. */
  private boolean stuck() {
    if (!viewer.stuckFor(config.slowMax())) {
      return false;
    }
    cutOff();
    return true;
  }

  private void cutOff() {
    closed = true;
    channel.eventLoop().execute(listener::tooSlow);
  }

  private void fallBehind() {
    metrics.viewerSkips.increment();
    waiting = true;
    behind = true;
    behindSinceNanos = System.nanoTime();
  }

  private void sendMetadata() {
    Collection<Track> known = tracks.values();
    ByteBuffer body = FlvMetadata.liveBody(known);
    Outgoing out = new Outgoing(body.remaining());
    writer.put(out.buffer, DATA_CHUNK_STREAM, lastMs, MessageType.DATA, streamId, body, 0, body.remaining());
    out.send();
  }

  private void sendConfig(Format format) {
    int bodyBytes = FlvTags.configBodyBytes(format);
    ByteBuffer body = ByteBuffer.allocate(bodyBytes);
    FlvTags.putConfigBody(body, format);
    Outgoing out = new Outgoing(bodyBytes);
    writer.put(out.buffer, chunkStream(format), lastMs, FlvTags.typeOf(format), streamId, body, 0, bodyBytes);
    out.send();
  }

  private void send(Sample sample) {
    Format format = sample.track().format();
    int offsetMs = (int) FlvTags.toMs(sample.compositionOffset(), sample.track().timescale());
    FlvTags.putSampleHeader(head.clear(), format, sample.sync(), offsetMs);
    int bodyBytes = head.position() + sample.sizeBytes();
    Outgoing out = new Outgoing(bodyBytes);
    writer.begin(out.buffer, chunkStream(format), lastMs, FlvTags.typeOf(format), streamId, bodyBytes);
    writer.append(out.buffer, head, 0, head.position());
    writer.append(out.buffer, sample.buffer(), sample.offset(), sample.sizeBytes());
    out.send();
  }

  private static int chunkStream(Format format) {
    return format instanceof Format.Video ? VIDEO_CHUNK_STREAM : AUDIO_CHUNK_STREAM;
  }

  /** One message on its way to the channel, counted as long as it waits there. */
  private final class Outgoing {
    private final ByteBuf bytes;
    private final ByteBuffer buffer;
    private final int start;

    Outgoing(int bodyBytes) {
      int sizeMaxBytes = writer.sizeMaxBytes(bodyBytes);
      bytes = channel.alloc().directBuffer(sizeMaxBytes);
      buffer = bytes.internalNioBuffer(0, sizeMaxBytes);
      start = buffer.position();
    }

    void send() {
      int sizeBytes = buffer.position() - start;
      bytes.writerIndex(sizeBytes);
      metrics.sentBytes.add(sizeBytes);
      viewer.add(sizeBytes);
      channel.writeAndFlush(bytes).addListener(_ -> viewer.remove(sizeBytes));
    }
  }
}
