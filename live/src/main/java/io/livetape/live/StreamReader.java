package io.livetape.live;

import io.livetape.media.Sample;
import io.livetape.media.Track;

/**
 * Receives one live stream. Every call comes on the stream's own thread, in order, and must not block; a reader that does more
 * than copy hands over to a thread of its own through a bounded queue.
 */
public interface StreamReader {
  /** A track began, or goes on with another format (same id). Comes before the samples that need it. */
  void onTrack(Track track);

  /** The publisher says how many tracks it is going to send, which need not be true. Not every publisher says it. */
  default void onTracksPromised(int count) {}

  /** One sample; valid during the call only. */
  void onSample(Sample sample);

  /** The last call: the publisher is gone, or the reader was dismissed. */
  void onEnd(EndReason reason);

  /** Whether somebody is waiting for each sample, so that sockets are read at once instead of in batches. */
  boolean live();
}
