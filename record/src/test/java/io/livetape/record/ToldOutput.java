package io.livetape.record;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told: {@code tracks 1 2}, {@code v40!} for a key frame at 40 ms, {@code a21}, {@code cut}. */
final class ToldOutput implements Output {
  final List<String> told = new ArrayList<>();

  /** What it says of the disk, until it breaks off. */
  boolean failed;

  @Override
  public void tracks(List<Track> tracks) {
    told.add("tracks " + String.join(" ", tracks.stream().map(track -> Integer.toString(track.id())).toList()));
  }

  @Override
  public void flush(Sample next) {
    told.add("flush");
  }

  @Override
  public void cut(Sample next) {
    told.add("cut");
  }

  @Override
  public boolean failed() {
    return failed;
  }

  @Override
  public void breakOff() {
    failed = false;
    told.add("break");
  }

  @Override
  public void write(Sample sample, long atMicros) {
    String name = (sample.track().video() ? "v" : "a") + TapeWriter.timeMs(sample);
    told.add(sample.track().video() && sample.sync() ? name + "!" : name);
  }

  @Override
  public void end() {
    told.add("end");
  }
}
