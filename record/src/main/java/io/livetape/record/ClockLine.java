package io.livetape.record;

import io.livetape.media.Format;
import io.livetape.media.Sample;
import io.livetape.media.SoundGrid;
import io.livetape.media.Track;

/**
 * One track on its way onto the timeline: which source time is zero for it, how far apart its samples are, and where the last one was put.
 * A part of {@link MediaClock}. One thread.
 */
final class ClockLine {
  private static final long FRAME_GUESS_MS = 40;
  private static final long FIRST_STEP = -1;

  /** Before two distances are known any is possible, up to this. */
  private static final long DISTANCE_MAX_MS = 15_000;

  private final ClockListener listener;
  private final TrackAbsence absence;
  private final PictureTimes pictures = new PictureTimes();
  private SoundGrid grid;
  private Track container;

  /** The source time in milliseconds that is zero. */
  private long baseMs;
  private long formerBaseMs;
  /** Whether its zero moved for the sample that comes now. */
  private boolean moved;
  private boolean started;
  private long sourceDts;
  private long sourceMs;
  private long arrivalNanos;
  private long dts = -1;
  private long distanceMs = DISTANCE_MAX_MS;
  private long formerDistanceMs = DISTANCE_MAX_MS;
  private int stuckCount;

  ClockLine(ClockListener listener) {
    this.listener = listener;
    absence = new TrackAbsence(listener);
  }

  /** The track begins, or goes on in another format at the same time. */
  Track track(Track source, int timescale) {
    boolean rescaled = container == null || container.timescale() != timescale;
    if (rescaled && dts >= 0) {
      dts = MediaClock.rescale(dts, container.timescale(), timescale);
    }
    if (rescaled && source.format() instanceof Format.Audio audio) {
      grid = new SoundGrid(audio, ms -> listener.repaired(TimelineKind.AUDIO_DRIFTED, ms));
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
    moved = true;
    pictures.rebased();
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

  long arrivalNanos() {
    return arrivalNanos;
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
    long usualMs = usualDistanceMs();
    return pictures.expectedMs(nextSourceMs, placedMs(), usualMs == DISTANCE_MAX_MS ? FRAME_GUESS_MS : usualMs);
  }

  /** How far apart its samples usually are; while that is not known, as far as they may be. */
  long usualDistanceMs() {
    return Math.min(distanceMs, formerDistanceMs);
  }

  /** Whether the last samples look as if the source's clock had been put back a little. */
  boolean putBack() {
    return pictures.putBack();
  }

  /** Places a sample and remembers it. @return its decode time */
  long place(Sample sample, long nextSourceMs, long nextArrivalNanos) {
    long raw = raw(sample);
    long stepMs = started ? nextSourceMs - sourceMs : FIRST_STEP;
    long next = container.audio()
        ? grid.place(sample, raw, started ? ticks(sample, sample.dts() - sourceDts) : FIRST_STEP, dts)
        : pictures.place(raw, dts, nextSourceMs, stepMs, nextArrivalNanos, nextArrivalNanos - arrivalNanos);
    if (started) {
      tellHole(next);
      tellStep(stepMs, nextArrivalNanos);
    }
    started = true;
    moved = false;
    sourceDts = sample.dts();
    sourceMs = nextSourceMs;
    arrivalNanos = nextArrivalNanos;
    dts = Math.max(next, 0);
    return dts;
  }

  /** Through milliseconds only if the source is in milliseconds: a finer source keeps its precision. */
  long raw(Sample sample) {
    return ticks(sample, sample.dts()) - MediaClock.rescale(baseMs, 1000, container.timescale());
  }

  private long ticks(Sample sample, long sourceTicks) {
    return MediaClock.rescale(sourceTicks, sample.track().timescale(), container.timescale());
  }

  /** Two frames of sound with one time are nothing unusual. */
  private void tellStep(long stepMs, long nextArrivalNanos) {
    stuckCount = stepMs == 0 ? stuckCount + 1 : 0;
    if (stuckCount > (container.audio() ? 1 : 0)) {
      listener.repaired(of(TimelineKind.AUDIO_STUCK, TimelineKind.VIDEO_STUCK), (nextArrivalNanos - arrivalNanos) / 1_000_000);
    }
    if (stepMs < 0 && !moved) {
      listener.repaired(of(TimelineKind.AUDIO_WENT_BACK, TimelineKind.VIDEO_WENT_BACK), -stepMs);
    }
    if (stepMs > 0 && stepMs <= DISTANCE_MAX_MS) {
      formerDistanceMs = distanceMs;
      distanceMs = stepMs;
    }
  }

  /** A hole that is told as the track's absence is not told twice. */
  private void tellHole(long next) {
    long stepMs = MediaClock.rescale(next - dts, container.timescale(), 1000);
    boolean hole = container.audio() ? grid.holeMs() > 0 : stepMs > Math.max(MediaClock.HOLE_MS, 4 * usualDistanceMs());
    if (hole && !absence.told()) {
      listener.repaired(of(TimelineKind.AUDIO_UNEVEN, TimelineKind.VIDEO_UNEVEN), container.audio() ? grid.holeMs() : stepMs);
    }
  }

  /** The other track has come so far, by this step. */
  void missedUntil(long otherMs, long stepMs) {
    long afterMs = Math.max(MediaClock.MISSING_MS, 4 * usualDistanceMs());
    absence.until(of(TimelineKind.AUDIO_MISSING, TimelineKind.VIDEO_MISSING), otherMs, stepMs, afterMs);
  }

  /** It had a sample when the other track had come so far. */
  void cameAt(long otherMs) {
    absence.over(of(TimelineKind.AUDIO_MISSING, TimelineKind.VIDEO_MISSING), otherMs);
  }

  private TimelineKind of(TimelineKind audio, TimelineKind video) {
    return container.audio() ? audio : video;
  }
}
