package io.livetape.rtmp;

import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.live.Viewer;
import io.livetape.rtmp.message.ControlMessage.UserControl;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One viewer's play: waits for its stream, then has a reader on it. The viewer's event loop only. */
final class Playing {
  private static final Logger LOG = LoggerFactory.getLogger(Playing.class);

  private final RtmpConfig config;
  private final RtmpMetrics metrics;
  private final RtmpConnection connection;
  private final Answers answers;
  private final StreamKey key;
  private final int streamId;
  private final Viewer viewer;
  private final Consumer<Playing> ended;
  private final long askedNanos = System.nanoTime();

  private LiveStream stream;
  private PlayReader reader;

  /**
   * @param viewer its place in the audience, which it leaves when it closes
   * @param ended told on the viewer's event loop when the publisher is gone
   */
  Playing(RtmpConfig config, RtmpMetrics metrics, RtmpConnection connection, Answers answers, StreamKey key, int streamId, Viewer viewer,
      Consumer<Playing> ended) {
    this.config = config;
    this.metrics = metrics;
    this.connection = connection;
    this.answers = answers;
    this.key = key;
    this.streamId = streamId;
    this.viewer = viewer;
    this.ended = ended;
  }

  StreamKey key() {
    return key;
  }

  int streamId() {
    return streamId;
  }

  long askedNanos() {
    return askedNanos;
  }

  /** Begins when the stream is live; whether it has begun. */
  boolean begin(LiveStreams streams) {
    if (reader != null) {
      return true;
    }
    Optional<LiveStream> found = streams.find(key);
    if (found.isEmpty()) {
      return false;
    }
    if (!connection.settled()) {
      LOG.info("{} playing {}", connection.logPrefix(), key);
    }
    connection.settle();
    connection.send(new UserControl(UserControl.STREAM_BEGIN, streamId));
    connection.send(streamId, answers.playReset());
    connection.send(streamId, answers.playStart());
    if (!connection.open()) {
      return false; // it does not read, which was seen just now
    }
    stream = found.get();
    reader = new PlayReader(connection.channel(), streamId, config, metrics, viewer, listener());
    stream.attach(reader);
    return true;
  }

  private PlayReader.Listener listener() {
    return new PlayReader.Listener() {
      @Override
      public void ended() {
        ended.accept(Playing.this);
      }

      @Override
      public void tooSlow() {
        connection.close(CloseReason.VIEWER_SLOW, key.toString());
      }
    };
  }

  /** The viewer is gone, or the stream is. */
  void close() {
    viewer.leave();
    if (reader != null) {
      reader.close();
      stream.detach(reader);
    }
  }
}
