package io.livetape.record;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.List;

/**
 * Writes one session's samples as files of one kind. Called on the publisher's thread only. Samples come on the session's clean
 * timeline, video in 90 kHz and audio on its sample-rate grid.
 */
interface Output {
  /** The tracks from here on: at the beginning, and again at a change of format. */
  void tracks(List<Track> tracks);

  /** Gives everything before this sample to the disk. */
  void flush(Sample next);

  /** Files that are cut by the interval end here; {@code next} will be the first of the new ones. */
  void cut(Sample next);

  /** Whether the disk has failed the file being written. Known some time after the fact. */
  boolean failed();

  /** Ends the file being written where it is; the next sample, after a gap, begins another. */
  void breakOff();

  /** @param atMicros when the sample came, microseconds since the epoch */
  void write(Sample sample, long atMicros);

  /** No more samples: finishes and lands what is open. */
  void end();
}
