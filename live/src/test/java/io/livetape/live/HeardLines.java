package io.livetape.live;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.ArrayList;
import java.util.List;

/** A reader that writes down what it hears, and fails where it is told to. */
class HeardLines implements StreamReader {
  final List<String> lines = new ArrayList<>();
  private final boolean live;
  private final String failAt;

  HeardLines(boolean live) {
    this(live, "");
  }

  /** @param failAt the beginning of the line that makes it throw, after it was written down */
  HeardLines(boolean live, String failAt) {
    this.live = live;
    this.failAt = failAt;
  }

  @Override
  public void onTrack(Track track) {
    hear("track " + track.id() + " " + track.format().codecs());
  }

  @Override
  public void onSample(Sample sample) {
    hear("sample " + sample.track().id() + " at " + sample.dts());
  }

  @Override
  public void onEnd(EndReason reason) {
    hear("end " + reason);
  }

  @Override
  public boolean live() {
    return live;
  }

  private void hear(String line) {
    lines.add(line);
    if (!failAt.isEmpty() && line.startsWith(failAt)) {
      throw new IllegalStateException("made to fail at " + line);
    }
  }
}
