package io.livetape.record;

import io.livetape.media.Sample;
import io.livetape.media.Track;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before an output and lets it go on after the disk has failed its file: a gap is declared, and after a pause the next file begins,
 * with the next key frame where there are pictures. The pauses double while files keep failing. Other outputs are not affected.
 *
 * <p>Publisher's thread.
 */
final class DiskRetry implements Output {
  static final Duration PAUSE_FIRST = Duration.ofSeconds(1);

  /** A recording in trouble makes a file, two rows and three lines of log in this time, and no more. */
  static final Duration PAUSE_MAX = Duration.ofSeconds(30);

  /** A gap is over when the new file has been good for so long: what the disk does not take is known some time after the fact. */
  static final Duration TRIAL = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(DiskRetry.class);

  private final Output output;
  private final SessionFiles files;
  private final LongSupplier nanoClock;
  private Duration pause = PAUSE_FIRST;
  private boolean paused;
  private long pausedNanos;
  /** From the first failure on until a file has stood its trial. */
  private boolean inGap;
  private long gapNanos;
  private long resumedNanos;
  private boolean pictureWaits;
  private long droppedCount;

  /** @param nanoClock as {@link System#nanoTime} */
  DiskRetry(Output output, SessionFiles files, LongSupplier nanoClock) {
    this.output = output;
    this.files = files;
    this.nanoClock = nanoClock;
    resumedNanos = nanoClock.getAsLong() - PAUSE_MAX.toNanos();
  }

  @Override
  public void tracks(List<Track> tracks) {
    pauseIfFailed();
    output.tracks(tracks);
  }

  @Override
  public void flush(Sample next) {
    output.flush(next);
  }

  /** In a gap there is nothing to cut. */
  @Override
  public void cut(Sample next) {
    pauseIfFailed();
    if (!paused) {
      output.cut(next);
    }
  }

  @Override
  public boolean failed() {
    return output.failed();
  }

  @Override
  public void breakOff() {
    output.breakOff();
  }

  @Override
  public void write(Sample sample, long atMicros) {
    pauseIfFailed();
    if (paused && nanoClock.getAsLong() - pausedNanos >= pause.toNanos()) {
      resume();
    } else if (inGap && !paused && nanoClock.getAsLong() - resumedNanos >= TRIAL.toNanos()) {
      endGap();
    }
    pictureWaits &= !(sample.track().video() && sample.sync());
    if (paused || pictureWaits && sample.track().video()) {
      droppedCount++;
      files.parts().metrics().droppedSamples.increment();
      files.timeline().add(sample.track().audio() ? TimelineKind.AUDIO_LOST : TimelineKind.VIDEO_LOST, 1, 0);
      return;
    }
    output.write(sample, atMicros);
  }

  private void pauseIfFailed() {
    if (paused || !output.failed()) {
      return;
    }
    output.breakOff();
    long now = nanoClock.getAsLong();
    boolean again = now - resumedNanos < PAUSE_MAX.toNanos();
    pause = again ? min(pause.multipliedBy(2), PAUSE_MAX) : PAUSE_FIRST;
    paused = true;
    pausedNanos = now;
    files.timeline().addUrgent(TimelineKind.FILE_FAILED, 1, 0);
    log.warn("[recording {}] gap: the disk failed a file; another is begun in {} s", files.push().stream(), pause.toSeconds());
    if (!inGap) {
      inGap = true;
      gapNanos = now;
      droppedCount = 0;
      files.parts().metrics().gaps.increment();
      files.story().gap();
    }
  }

  private void resume() {
    paused = false;
    pictureWaits = true;
    resumedNanos = nanoClock.getAsLong();
  }

  private void endGap() {
    inGap = false;
    files.timeline().addUrgent(TimelineKind.GAP_ENDED, 1, (resumedNanos - gapNanos) / 1_000_000, nanoClock.getAsLong() - resumedNanos);
    files.story().resumed();
    log.warn("[recording {}] goes on after {} lost samples", files.push().stream(), droppedCount);
  }

  @Override
  public void end() {
    output.end();
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
