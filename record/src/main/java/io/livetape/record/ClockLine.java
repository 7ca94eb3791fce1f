package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.Track;

/**
 * One track on its way onto the timeline: which source time is zero for it, what its samples' distance is, and where the last one was put.
 * A part of {@link MediaClock}. One thread.
 */
final class ClockLine {
  private static final long FRAME_GUESS_MS = 40;
  private static final long FIRST_STEP = -1;

  /** Before two distances are known any is possible, up to this. */
  private static final long DISTANCE_MAX_MS = 15_000;

  /** So many rising times behind the last one are no reordered pictures, but a clock that was put back. */
  private static final int BEHIND_COUNT = 5;

  private final ClockListener listener;
  private Track container;
  private SoundGrid grid;

  /** The source time in milliseconds that is zero. */
  private long baseMs;
  private long formerBaseMs;
  private boolean started;
  /** Whether its zero moved for the sample that comes now. */
  private boolean moved;
  private long sourceMs;
  private long sourceTicks;
  private long arrivalNanos;
  private long dts = -1;
  private long distanceMs = DISTANCE_MAX_MS;
  private long formerDistanceMs = DISTANCE_MAX_MS;
  private int stuckCount;
  private long stuckDts;
  private long stuckNanos;
  private int behindCount;
  private long behindSourceMs;
  private long behindDts;
  /** Where the other track was when this one had its last sample, and what of its way since then has been told. */
  private long otherThenMs;
  private long missedMs;

  ClockLine(ClockListener listener) {
    this.listener = listener;
  }

  /** The track begins, or goes on in another format at the same time. */
  Track track(Track source, int timescale) {
    if (container != null && container.timescale() != timescale) {
      dts = dts < 0 ? dts : MediaClock.rescale(dts, container.timescale(), timescale);
    }
    if (source.format() instanceof Format.Audio audio && (container == null || container.timescale() != timescale)) {
      grid = new SoundGrid(audio, listener);
    }
    container = new Track(source.id(), timescale, source.format());
    return container;
  }

  Track container() {
    return container;
  }

  boolean started() {
    return started;
  }

  long baseMs() {
    return baseMs;
  }

  /** The zero that it had before it jumped the last time. */
  long formerBaseMs() {
    return formerBaseMs;
  }

  void begin(long zeroMs) {
    baseMs = zeroMs;
    formerBaseMs = zeroMs;
  }

  /** From the next sample on. */
  void rebase(long zeroMs) {
    formerBaseMs = baseMs;
    baseMs = zeroMs;
    behindCount = 0;
    moved = true;
  }

  /** From one zero to the next without a jump. */
  void wrap(long rangeMs) {
    baseMs += rangeMs;
    moved = true;
  }

  /** The source's time of the last sample. */
  long sourceMs() {
    return sourceMs;
  }

  /** Where the last sample was put. */
  long placedMs() {
    return MediaClock.rescale(dts, container.timescale(), 1000);
  }

  /** Where a sample with this source time belongs if it simply follows those before. */
  long expectedMs(long nextSourceMs) {
    if (grid != null && grid.next() >= 0) {
      return MediaClock.rescale(grid.next(), container.timescale(), 1000);
    }
    // Pictures that were behind were put where there was no room for them; their time is given back.
    long squeezedMs = behindCount > 0 ? nextSourceMs - behindSourceMs : 0;
    return (behindCount > 0 ? MediaClock.rescale(behindDts, container.timescale(), 1000) : placedMs()) + frameMs() + squeezedMs;
  }

  private long frameMs() {
    long least = Math.min(distanceMs, formerDistanceMs);
    return least == DISTANCE_MAX_MS ? FRAME_GUESS_MS : least;
  }

  /** How far apart its samples usually are; while that is not known, as far as they may be. */
  long usualDistanceMs() {
    return Math.min(distanceMs, formerDistanceMs);
  }

  long arrivalNanos() {
    return arrivalNanos;
  }

  /** Whether the last samples look as if the source's clock had been put back a little. */
  boolean putBack() {
    return behindCount >= BEHIND_COUNT;
  }

  /** Places a sample and remembers it. @return its decode time */
  long place(Sample sample, long nextSourceMs, long nextArrivalNanos) {
    long ticks = MediaClock.rescale(sample.dts(), sample.track().timescale(), container.timescale());
    long raw = raw(sample);
    long stepMs = started ? nextSourceMs - sourceMs : FIRST_STEP;
    long next = container.audio() ? grid.place(sample, raw, started ? ticks - sourceTicks : FIRST_STEP, dts)
        : picture(raw, stepMs, nextArrivalNanos);
    if (started) {
      hole(next);
      note(stepMs, nextArrivalNanos);
      behind(stepMs, raw, nextSourceMs);
    }
    started = true;
    moved = false;
    sourceMs = nextSourceMs;
    sourceTicks = ticks;
    arrivalNanos = nextArrivalNanos;
    dts = Math.max(next, 0);
    return dts;
  }

  /** Through milliseconds only if the source is in milliseconds: a finer source keeps its precision. */
  long raw(Sample sample) {
    int timescale = container.timescale();
    return MediaClock.rescale(sample.dts(), sample.track().timescale(), timescale) - MediaClock.rescale(baseMs, 1000, timescale);
  }

  /** Pictures keep their times; those that do not rise are put just behind the last, or, when time stands still, where they came. */
  private long picture(long raw, long stepMs, long nextArrivalNanos) {
    if (raw > dts) {
      return raw;
    }
    if (stepMs == 0 && stuckCount > 0) {
      long sinceMs = (nextArrivalNanos - stuckNanos) / 1_000_000;
      return Math.max(dts + 1, stuckDts + MediaClock.rescale(sinceMs, 1000, container.timescale()));
    }
    return dts + 1;
  }

  private void note(long stepMs, long nextArrivalNanos) {
    boolean audio = container.audio();
    if (stepMs == 0) {
      stuck(audio, nextArrivalNanos);
    } else {
      stuckCount = 0;
    }
    if (stepMs < 0 && !moved) {
      listener.repaired(audio ? TimelineKind.AUDIO_WENT_BACK : TimelineKind.VIDEO_WENT_BACK, -stepMs);
    }
    if (stepMs > 0 && stepMs <= DISTANCE_MAX_MS) {
      formerDistanceMs = distanceMs;
      distanceMs = stepMs;
    }
  }

  private void behind(long stepMs, long raw, long nextSourceMs) {
    if (raw > dts) {
      behindCount = 0;
    } else if (stepMs != 0) {
      behindCount = stepMs < 0 ? 1 : behindCount + 1;
      behindSourceMs = behindCount == 1 ? nextSourceMs : behindSourceMs;
      behindDts = behindCount == 1 ? dts : behindDts;
    }
  }

  /** Two frames of sound with one time are nothing unusual. */
  private void stuck(boolean audio, long nextArrivalNanos) {
    stuckCount++;
    if (stuckCount == 1) {
      stuckDts = dts;
      stuckNanos = arrivalNanos;
    }
    if (!audio || stuckCount > 1) {
      listener.repaired(audio ? TimelineKind.AUDIO_STUCK : TimelineKind.VIDEO_STUCK, (nextArrivalNanos - arrivalNanos) / 1_000_000);
    }
  }

  /** A hole that is told as a track's absence is not told twice. */
  private void hole(long next) {
    if (missedMs > 0) {
      return;
    }
    if (container.audio()) {
      tell(TimelineKind.AUDIO_UNEVEN, grid.holeMs());
    } else {
      long stepMs = MediaClock.rescale(next - dts, container.timescale(), 1000);
      tell(TimelineKind.VIDEO_UNEVEN, stepMs > Math.max(MediaClock.HOLE_MS, 4 * usualDistanceMs()) ? stepMs : 0);
    }
  }

  private void tell(TimelineKind kind, long ms) {
    if (ms > 0) {
      listener.repaired(kind, ms);
    }
  }

  /** The other track has come so far. @param stepMs from where; a hole in it, or its beginning, says nothing about this one */
  void missedUntil(long otherMs, long stepMs) {
    otherThenMs += stepMs > MediaClock.HOLE_MS ? stepMs : 0;
    long missingMs = otherMs - otherThenMs;
    if (missingMs - missedMs >= Math.max(MediaClock.MISSING_MS, 4 * usualDistanceMs())) {
      missing(missingMs);
    }
  }

  /** It had a sample when the other track had come so far. */
  void cameAt(long otherMs) {
    if (missedMs > 0) {
      missing(otherMs - otherThenMs);
      missedMs = 0;
    }
    otherThenMs = otherMs;
  }

  private void missing(long missingMs) {
    tell(container.audio() ? TimelineKind.AUDIO_MISSING : TimelineKind.VIDEO_MISSING, missingMs - missedMs);
    missedMs = missingMs;
  }
}
