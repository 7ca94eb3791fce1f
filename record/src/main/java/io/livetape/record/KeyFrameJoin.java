package io.livetape.record;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.util.List;

/**
 * Stands before a tape, whose header cannot grow, and lets its tracks change at a key frame: a tape that began between two of them would
 * begin with pictures that nobody can decode.
 *
 * <p>Sound that comes late, or in another format, is held back until the next key frame; the pictures until then go on into the old
 * tape. A change of the picture itself comes with a key frame, and is passed on at once. Bounded: see {@link #WAIT_MAX_MS}.
 *
 * <p>Publisher's thread.
 */
final class KeyFrameJoin implements Output {
  /** Longer than the 250 pictures between two key frames that encoders leave by themselves, at 24 a second. */
  static final long WAIT_MAX_MS = 12_000;

  private final Output tape;
  private final HeldSamples held = new HeldSamples();
  private List<Track> tracks = List.of();
  private boolean written;
  /** The tracks from the next key frame on; null while nothing waits. */
  private List<Track> next;

  KeyFrameJoin(Output tape) {
    this.tape = tape;
  }

  @Override
  public void tracks(List<Track> changed) {
    if (!held.isEmpty() && !changed.containsAll(waiting())) {
      join(next);
    }
    if (written && changed.stream().anyMatch(track -> track.video() && tracks.contains(track))) {
      next = changed;
    } else {
      join(changed);
    }
  }

  @Override
  public void flush(Sample following) {
    tape.flush(following);
  }

  @Override
  public void cut(Sample following) {
    if (next == null) {
      tape.cut(following);
    } else {
      joinBefore(following);
    }
  }

  @Override
  public boolean failed() {
    return tape.failed();
  }

  @Override
  public void breakOff() {
    if (next != null) {
      join(next);
    }
    tape.breakOff();
    written = false;
  }

  @Override
  public void write(Sample sample, long atMicros) {
    if (next != null && mayJoinBefore(sample)) {
      joinBefore(sample);
    }
    if (next != null && !tracks.contains(sample.track())) {
      held.add(sample, atMicros);
      return;
    }
    written = true;
    tape.write(sample, atMicros);
  }

  private boolean mayJoinBefore(Sample sample) {
    boolean keyFrame = sample.track().video() && sample.sync();
    return keyFrame || held.full() || !held.isEmpty() && TapeWriter.timeMs(sample) - held.firstMs() >= WAIT_MAX_MS;
  }

  private void joinBefore(Sample sample) {
    if (tracks.contains(sample.track())) {
      tape.flush(sample);
    }
    join(next);
  }

  private void join(List<Track> joined) {
    tracks = joined;
    next = null;
    written = false;
    tape.tracks(joined);
    held.replay(this::write);
  }

  /** What is still held is a tape of its own: its other tracks would wait for samples that never come. */
  @Override
  public void end() {
    if (!held.isEmpty()) {
      join(waiting());
    }
    tape.end();
  }

  private List<Track> waiting() {
    return next.stream().filter(track -> !tracks.contains(track)).toList();
  }
}
