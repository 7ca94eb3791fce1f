package io.livetape.play;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.StreamReader;
import io.livetape.live.Viewer;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvMetadata;
import io.livetape.media.flv.FlvTags;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTTP-FLV viewer: turns the stream's samples into tags and sends them on the viewer's own thread. The first tags are the header,
 * the metadata and the codec configurations; media begins at a key frame, with its time as zero.
 *
 * <p>Called on the stream's thread. A viewer that reads too slowly loses pictures up to the next key frame, and is let go when that
 * does not help; the publisher never waits.
 */
final class FlvViewer implements StreamReader {
  /** Waiting for the viewer: about ten seconds of 3 Mbit/s. */
  static final int QUEUED_MAX_BYTES = 4 * 1024 * 1024;

  /** Up to here one write of a copy costs less than two writes. */
  private static final int JOINED_MAX_BYTES = 1024;

  /** A viewer that takes nothing for so long is let go. */
  private static final Duration STUCK_MAX = Duration.ofSeconds(10);

  /** Times that a viewer may fall behind before it is let go. */
  private static final int BEHIND_MAX = 10;

  private final LiveStream stream;
  private final SharedTag shared;
  private final HttpServerResponse response;
  private final Context context;
  private final Viewer viewer;

  // Owned by the stream's thread.
  private final List<Track> tracks = new ArrayList<>();
  private boolean headerSent;
  private boolean videoSynced;
  private long zeroMs = -1;
  private int behindCount;
  private boolean over;

  /**
   * @param shared of all viewers of the stream
   * @param viewer its place in the audience, which it leaves in the end
   */
  FlvViewer(LiveStream stream, SharedTag shared, HttpServerResponse response, Context context, Viewer viewer) {
    this.shared = shared;
    this.stream = stream;
    this.response = response;
    this.context = context;
    this.viewer = viewer;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public void onTrack(Track track) {
    tracks.removeIf(known -> known.id() == track.id());
    tracks.add(track);
    if (headerSent) {
      videoSynced &= !track.video();
      config(track, 0);
    }
  }

  @Override
  public void onSample(Sample sample) {
    long timeMs = FlvTags.toMs(sample.dts(), sample.track().timescale());
    if (over || stuck() || waitsForKeyFrame(sample) || fallsBehind(sample)) {
      return;
    }
    if (!headerSent) {
      header();
      zeroMs = timeMs;
    }
    Buffer header = SharedTag.header(sample, Math.max(0, timeMs - zeroMs));
    Buffer rest = shared.rest(stream, sample);
    if (rest.length() <= JOINED_MAX_BYTES) {
      send(header.appendBuffer(rest));
    } else {
      send(header);
      send(rest);
    }
  }

  /** The viewer has gone. Any thread. */
  void gone() {
    viewer.leave();
    stream.detach(this);
  }

  @Override
  public void onEnd(EndReason reason) {
    over = true;
    viewer.leave();
    context.runOnContext(_ -> {
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    });
  }

  /** A stream with video begins, and goes on after a loss, at a key frame; sound waits with it the first time. */
  private boolean waitsForKeyFrame(Sample sample) {
    boolean hasVideo = tracks.stream().anyMatch(Track::video);
    if (!hasVideo || videoSynced) {
      return false;
    }
    if (sample.track().video() && sample.sync()) {
      videoSynced = true;
      return false;
    }
    return sample.track().video() || !headerSent;
  }

  private boolean fallsBehind(Sample sample) {
    if (!viewer.full(sample.sizeBytes())) {
      return false;
    }
    if (videoSynced && sample.track().video()) {
      videoSynced = false;
      if (++behindCount > BEHIND_MAX) {
        letGo();
      }
    }
    return true;
  }

  private boolean stuck() {
    if (!viewer.stuckFor(STUCK_MAX)) {
      return false;
    }
    letGo();
    return true;
  }

  private void letGo() {
    over = true;
    gone();
    context.runOnContext(_ -> response.reset());
  }

  private void header() {
    headerSent = true;
    ByteBuffer metadata = FlvMetadata.liveBody(tracks);
    ByteBuffer head = ByteBuffer.allocate(FlvTags.FILE_HEADER_BYTES + FlvTags.tagBytes(metadata.remaining()));
    FlvTags.putFileHeader(head, tracks.stream().anyMatch(Track::audio), tracks.stream().anyMatch(Track::video));
    int bodyBytes = metadata.remaining();
    FlvTags.putHeader(head, FlvTags.SCRIPT, bodyBytes, 0);
    head.put(metadata);
    FlvTags.putPreviousSize(head, bodyBytes);
    send(Buffer.buffer(head.array()));
    tracks.forEach(track -> config(track, 0));
  }

  private void config(Track track, long timestampMs) {
    ByteBuffer tag = ByteBuffer.allocate(FlvTags.tagBytes(FlvTags.configBodyBytes(track.format())));
    FlvTags.putConfigTag(tag, track.format(), timestampMs);
    send(Buffer.buffer(tag.array()));
  }

  private void send(Buffer bytes) {
    viewer.add(bytes.length());
    context.runOnContext(_ -> {
      if (response.closed() || response.ended()) {
        viewer.remove(bytes.length());
        return;
      }
      response.write(bytes).onComplete(_ -> viewer.remove(bytes.length()));
    });
  }
}
