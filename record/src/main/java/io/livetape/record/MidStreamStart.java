package io.livetape.record;

import io.livetape.live.EndReason;
import io.livetape.live.StreamReader;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.concurrent.TimeUnit;

/**
 * Lets a recording begin in the middle of a push: with the next key frame, sound and picture together. Where there is no picture to wait
 * for, or none comes for long, it begins with the next sample. The publisher's thread.
 */
final class MidStreamStart implements StreamReader {
  private static final long WAIT_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(KeyFrameJoin.WAIT_MAX_MS);

  private final StreamReader recording;
  private boolean waiting;
  private boolean begun;
  private long waitsSinceNanos;

  /** @param audioOnly whether pictures are left out anyway */
  MidStreamStart(StreamReader recording, boolean audioOnly) {
    this.recording = recording;
    begun = audioOnly;
  }

  @Override
  public void onTrack(Track track) {
    if (track.video() && !begun && !waiting) {
      waiting = true;
      waitsSinceNanos = System.nanoTime();
    }
    recording.onTrack(track);
  }

  @Override
  public void onSample(Sample sample) {
    begun = begun || !waiting || sample.track().video() && sample.sync() || System.nanoTime() - waitsSinceNanos > WAIT_MAX_NANOS;
    if (begun) {
      recording.onSample(sample);
    }
  }

  @Override
  public void onEnd(EndReason reason) {
    recording.onEnd(reason);
  }

  @Override
  public boolean live() {
    return recording.live();
  }
}
