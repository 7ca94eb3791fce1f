package io.livetape.record;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.time.Duration;
import java.util.List;

/**
 * Passes a session's samples on to its outputs and ends their files at the interval.
 *
 * <p>A cut is an instant: the presentation time of the key frame that begins the next files. With reordered pictures that key frame arrives
 * before the sound that is heard until then. So its pictures are held back, for some tens of milliseconds, while that sound still goes
 * into the old files; then the new ones begin with picture and sound at the same time, and the pieces' lengths add up.
 *
 * <p>Publisher's thread.
 */
final class Splitter {
  /** How far sound may lag behind before the cut is made without it. What is held back is what the death of the process would take. */
  private static final long HOLD_MAX_MS = 400;

  private final List<Output> outputs;
  private final Cutter cutter;
  private boolean hasVideo;
  private boolean hasAudio;
  private long audioEndMs = -1;

  // While a cut is being made.
  private final HeldSamples held = new HeldSamples();
  private long cutMs = -1;

  Splitter(Duration interval, List<Output> outputs) {
    this.outputs = outputs;
    cutter = new Cutter(interval);
  }

  void tracks(List<Track> tracks) {
    finishCut();
    hasVideo = tracks.stream().anyMatch(Track::video);
    hasAudio = tracks.stream().anyMatch(Track::audio);
    outputs.forEach(output -> output.tracks(tracks));
  }

  /** @param atMicros when the sample came, microseconds since the epoch */
  void write(Sample sample, long atMicros) {
    boolean leads = sample.track().video() || !hasVideo;
    if (cutMs >= 0) {
      hold(sample, atMicros);
    } else if (leads && cutter.cutBefore(sample)) {
      beginCut(sample, atMicros);
    } else {
      pass(sample, atMicros);
    }
  }

  /** Files end here; the next sample, after a gap, begins others. */
  void breakOff() {
    finishCut();
    cutter.restart();
    outputs.forEach(Output::breakOff);
  }

  void end() {
    finishCut();
    outputs.forEach(Output::end);
  }

  private void beginCut(Sample sample, long atMicros) {
    cutMs = TapeWriter.presentationMs(sample);
    held.add(sample, atMicros);
    if (!hasVideo || !hasAudio || audioEndMs >= cutMs) {
      finishCut();
    } else {
      outputs.forEach(output -> output.flush(sample));
    }
  }

  private void hold(Sample sample, long atMicros) {
    boolean audio = sample.track().audio();
    if (audio && TapeWriter.presentationMs(sample) < cutMs) {
      pass(sample, atMicros);
      return;
    }
    held.add(sample, atMicros);
    if (audio || held.spanMs() >= HOLD_MAX_MS || held.full()) {
      finishCut();
    }
  }

  private void finishCut() {
    if (cutMs >= 0) {
      cutMs = -1;
      held.first(first -> outputs.forEach(output -> output.cut(first)));
      held.replay(this::pass);
    }
  }

  private void pass(Sample sample, long atMicros) {
    if (sample.track().audio()) {
      audioEndMs = TapeWriter.presentationMs(sample);
    }
    for (Output output : outputs) {
      output.write(sample, atMicros);
    }
  }
}
