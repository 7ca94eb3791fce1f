package io.livetape.play;

import io.livetape.live.EndReason;
import io.livetape.live.LiveStream;
import io.livetape.live.StreamReader;
import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Waits for a stream's next key frame, copies it, and goes. It counts as nobody who watches. The stream's thread. */
final class KeyFrameCatch implements StreamReader {
  private static final long WAIT_MAX_NANOS = Duration.ofSeconds(30).toNanos();

  private final LiveStream stream;
  private final Catcher catcher;
  private final long beganNanos = System.nanoTime();
  private boolean over;

  /** Hears once of each catch. The stream's thread. */
  interface Catcher {
    /** Keeps room for so many bytes; false if there is none. */
    boolean reserve(int sizeBytes);

    /** @param keyFrame the catcher's own, as large as was reserved */
    void caught(LiveStream stream, Format.Video format, ByteBuffer keyFrame);

    /** The stream has ended, or its key frame came too late or was too large. */
    void missed(LiveStream stream);
  }

  KeyFrameCatch(LiveStream stream, Catcher catcher) {
    this.stream = stream;
    this.catcher = catcher;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public void onTrack(Track track) {
    // Each sample says what it is of.
  }

  @Override
  public void onSample(Sample sample) {
    if (over) {
      return;
    }
    if (sample.sync() && sample.track().format() instanceof Format.Video format) {
      over = true;
      take(sample, format);
    } else if (System.nanoTime() - beganNanos > WAIT_MAX_NANOS) {
      over = true;
      catcher.missed(stream);
    }
    if (over) {
      stream.detach(this);
    }
  }

  private void take(Sample sample, Format.Video format) {
    if (!catcher.reserve(sample.sizeBytes())) {
      catcher.missed(stream);
      return;
    }
    ByteBuffer keyFrame = ByteBuffer.allocate(sample.sizeBytes());
    sample.copyTo(0, sample.sizeBytes(), keyFrame);
    catcher.caught(stream, format, keyFrame.flip());
  }

  @Override
  public void onEnd(EndReason reason) {
    if (!over) {
      over = true;
      catcher.missed(stream);
    }
  }
}
